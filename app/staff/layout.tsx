import { FIRST_FONTS, FontPreloads } from "@/app/font-preloads";
import "./staff.css";
import type { Metadata } from "next";
import type { ReactNode } from "react";

// Every page of the room is for whoever asks, at the moment they ask.
export const dynamic = "force-dynamic";

export const metadata: Metadata = {
  title: { default: "Staff room · Muster", template: "%s · Muster" },
  robots: { index: false, follow: false },
  icons: { icon: "/icon.svg" },
};

export default function StaffLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <FontPreloads fonts={FIRST_FONTS.en} />
      </head>
      <body className="min-h-dvh bg-paper font-sans text-ink antialiased">{children}</body>
    </html>
  );
}
