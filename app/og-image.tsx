import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { newsroomIn } from "@/app/newsroom";
import { bannerText } from "@/domain/drive/banner-text";
import { progressIn } from "@/domain/drive/progress";
import type { Locale } from "@/domain/locale";
import { getRuntime } from "@/runtime";
import { OgCard } from "./og-card";

const SIZE = { width: 1200, height: 630 };
/** A drawing carries its time, so it stays true when it is kept for a while. */
const KEEP_MS = 60_000;
const MOST_KEPT = 200;

// The library takes one file a name: letters missing in one family are looked for in the next.
const FONTS = [
  { name: "Serif", weight: 600, file: "source-serif-4/files/source-serif-4-latin-600-normal.woff" },
  {
    name: "Serif Cyrillic",
    weight: 600,
    file: "source-serif-4/files/source-serif-4-cyrillic-600-normal.woff",
  },
  { name: "Sans", weight: 400, file: "inter/files/inter-latin-400-normal.woff" },
  { name: "Sans Cyrillic", weight: 400, file: "inter/files/inter-cyrillic-400-normal.woff" },
] as const;

interface Drawn {
  png: Uint8Array<ArrayBuffer>;
  version: string;
  until: number;
}

const kept = new Map<string, Promise<Drawn>>();
let fonts: Promise<{ name: string; weight: 400 | 600; data: Buffer }[]> | null = null;

/** The picture other sites show of a page: its headline, the count, and when it was so. Drawn at most once a minute. */
export async function ogImage(page: { locale: Locale; key: string; headline: string; label: string | null }) {
  const held = await kept.get(page.key)?.catch(() => null);
  const drawn = held && held.until > Date.now() ? held : await drawOnce(page);
  return new Response(drawn.png, {
    headers: {
      "content-type": "image/png",
      "cache-control": "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
      "x-muster-version": drawn.version,
    },
  });
}

function drawOnce(page: Parameters<typeof ogImage>[0]): Promise<Drawn> {
  const made = draw(page);
  kept.delete(page.key);
  kept.set(page.key, made);
  made.catch(() => kept.delete(page.key));
  for (const key of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(key);
  }
  return made;
}

async function draw({ locale, headline, label }: Parameters<typeof ogImage>[0]): Promise<Drawn> {
  const { ctx } = getRuntime();
  const snapshot = ctx.feed.read("current");
  const drive = snapshot ? bannerText(progressIn(snapshot, locale), locale, ctx.clock.now()) : null;
  fonts ??= readFonts();
  const image = new ImageResponse(
    <OgCard newsroom={newsroomIn(locale).name} headline={headline} label={label} drive={drive} />,
    // The library would fetch emoji and missing letters from elsewhere: our own fonts hold what our pages say.
    { ...SIZE, fonts: await fonts },
  );
  return {
    png: new Uint8Array(await image.arrayBuffer()),
    version: drive?.version ?? "0",
    until: Date.now() + KEEP_MS,
  };
}

async function readFonts() {
  return Promise.all(
    FONTS.map(async ({ name, weight, file }) => ({
      name,
      weight,
      data: await readFile(join(process.cwd(), "node_modules/@fontsource", file)),
    })),
  );
}
