import "../globals.css";
import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { wordsIn } from "@/components/words/words";
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
  const words = wordsIn(isLocale(locale) ? locale : LOCALES[0]);
  return {
    metadataBase: new URL(getRuntime().ctx.settings.siteUrl),
    title: { default: words.newsroom, template: `%s · ${words.newsroom}` },
    description: words.tagline,
    icons: { icon: "/icon.svg" },
    manifest: "/site.webmanifest",
  };
}

export default async function ReaderLayout({
  children,
  params,
}: { children: ReactNode } & LayoutProps<"/[locale]">) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <html lang={locale}>
      <body>
        {children}
        <script type="module" src="/reader.js" async />
      </body>
    </html>
  );
}
