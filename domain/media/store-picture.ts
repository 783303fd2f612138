import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import sharp from "sharp";
import { media, mediaSizes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { guardedFetch } from "@/domain/import/guarded-fetch";

/** As wide as a lead picture is ever shown, twice over. */
const MAX_WIDTH = 1_600;
/** A thumbnail, a phone, a column; each twice as dense as it is wide on the page. */
const NARROWER = [400, 800, 1_200];
const MAX_BYTES = 20 * 1024 * 1024;
/** A small file may unpack to a picture that fills the memory. */
const MAX_PIXELS = 60_000_000;
const FORMATS = new Set(["jpeg", "png", "webp", "heif", "gif"]);

export interface StoredPicture {
  src: string;
  width: number;
  height: number;
  widths: number[];
}

/**
 * Fetches a picture from the public internet, makes it no wider than it is shown, in several widths, in AVIF and WebP
 * without anything else the file carried, and stores it once. Throws GuardedFetchError, or an error that says why it
 * is no picture.
 */
export async function storePicture(
  ctx: Ctx,
  url: string,
  { allowedHost }: { allowedHost: string | null },
): Promise<StoredPicture> {
  const [held] = await ctx.db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    .where(eq(media.sourceUrl, url));
  if (held) {
    const sizes = await ctx.db
      .select({ width: mediaSizes.width })
      .from(mediaSizes)
      .where(eq(mediaSizes.mediaId, held.id))
      .orderBy(asc(mediaSizes.width));
    const { id, width, height } = held;
    return { src: addressOf(id), width, height, widths: sizes.map((size) => size.width) };
  }
  const { body } = await guardedFetch(url, { types: ["image/"], maxBytes: MAX_BYTES, allowedHost });
  const { whole, sizes } = await draw(body);
  const id = createHash("sha256").update(url).update(body).digest("hex").slice(0, 24);
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(media)
      .values({ id, sourceUrl: url, ...whole })
      .onConflictDoNothing();
    if (sizes.length === 0) return;
    await tx
      .insert(mediaSizes)
      .values(sizes.map(({ height: _height, ...size }) => ({ mediaId: id, ...size })))
      .onConflictDoNothing();
  });
  const { width, height } = whole;
  return { src: addressOf(id), width, height, widths: sizes.map((size) => size.width) };
}

interface Drawn {
  width: number;
  height: number;
  avif: Buffer;
  webp: Buffer;
}

async function draw(body: Buffer): Promise<{ whole: Drawn; sizes: Drawn[] }> {
  const { format } = await read(body).metadata();
  // An SVG is a document, and other formats come with readers of their own.
  if (!FORMATS.has(format ?? ""))
    throw new Error(`pictures of the format ${format ?? "unknown"} are not taken`);
  const whole = await drawAt(body, MAX_WIDTH);
  const sizes: Drawn[] = [];
  // One after the other: a picture is large while it is worked on.
  for (const width of NARROWER) if (width < whole.width) sizes.push(await drawAt(body, width));
  return { whole, sizes };
}

async function drawAt(body: Buffer, width: number): Promise<Drawn> {
  const sized = read(body).rotate().resize({ width, withoutEnlargement: true });
  const [webp, avif] = await Promise.all([
    sized.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true }),
    sized.clone().avif({ quality: 55, effort: 3 }).toBuffer(),
  ]);
  return { width: webp.info.width, height: webp.info.height, webp: webp.data, avif };
}

function read(body: Buffer) {
  return sharp(body, { limitInputPixels: MAX_PIXELS, failOn: "error" });
}

function addressOf(id: string): string {
  return `/media/${id}`;
}
