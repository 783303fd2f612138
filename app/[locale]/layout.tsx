import { FIRST_FONTS, FontPreloads } from "@/app/font-preloads";
import { newsroomIn } from "@/app/newsroom";
import "../reader.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isLocale, LOCALES } from "@/domain/locale";
import { getRuntime } from "@/runtime";

// Rendered when asked: the front door keeps what is made, and knows when it must be made anew.
export const dynamic = "force-dynamic";

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf8f2" },
    { media: "(prefers-color-scheme: dark)", color: "#14161a" },
  ],
};

export async function generateMetadata({ params }: LayoutProps<"/[locale]">): Promise<Metadata> {
  const { locale } = await params;
  const { name, tagline } = newsroomIn(isLocale(locale) ? locale : LOCALES[0]);
  return {
    metadataBase: new URL(getRuntime().ctx.settings.siteUrl),
    title: { default: name, template: `%s · ${name}` },
    ...(tagline ? { description: tagline } : {}),
    icons: {
      icon: [
        { url: "/favicon.ico", sizes: "32x32" },
        { url: "/icon.svg", type: "image/svg+xml" },
      ],
      apple: "/apple-touch-icon.png",
    },
    manifest: "/site.webmanifest",
  };
}

export default async function ReaderLayout({
  children,
  params,
}: { children: ReactNode } & LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const nonce = nonceOf((await headers()).get("content-security-policy"));
  return (
    <html lang={locale}>
      <head>
        <FontPreloads fonts={FIRST_FONTS[locale]} />
        <script src="/early.js" nonce={nonce} />
      </head>
      <body>
        {children}
        {/* Not async: an element must find the whole page when it wakes. */}
        <script type="module" src="/reader.js" nonce={nonce} />
      </body>
    </html>
  );
}

/** The front door gives pages with the framework's scripts a nonce; documents have none and need none. */
function nonceOf(policy: string | null): string | undefined {
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}
