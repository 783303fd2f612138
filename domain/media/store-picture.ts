import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { media } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { guardedFetch } from "@/domain/import/guarded-fetch";

/** As wide as a lead picture is ever shown, twice over. */
const MAX_WIDTH = 1_600;
const MAX_BYTES = 20 * 1024 * 1024;
/** A small file may unpack to a picture that fills the memory. */
const MAX_PIXELS = 60_000_000;
const FORMATS = new Set(["jpeg", "png", "webp", "heif", "gif"]);

export interface StoredPicture {
  src: string;
  width: number;
  height: number;
}

/**
 * Fetches a picture from the public internet, makes it no wider than it is shown, in AVIF and WebP without anything
 * else the file carried, and stores it once. Throws GuardedFetchError, or an error that says why it is no picture.
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
  if (held) return { src: addressOf(held.id), width: held.width, height: held.height };
  const { body } = await guardedFetch(url, { types: ["image/"], maxBytes: MAX_BYTES, allowedHost });
  const made = await draw(body);
  const id = createHash("sha256").update(url).update(body).digest("hex").slice(0, 24);
  await ctx.db
    .insert(media)
    .values({ id, sourceUrl: url, ...made })
    .onConflictDoNothing();
  return { src: addressOf(id), width: made.width, height: made.height };
}

async function draw(body: Buffer): Promise<{ width: number; height: number; avif: Buffer; webp: Buffer }> {
  const picture = sharp(body, { limitInputPixels: MAX_PIXELS, failOn: "error" });
  const { format } = await picture.metadata();
  // An SVG is a document, and other formats come with readers of their own.
  if (!FORMATS.has(format ?? ""))
    throw new Error(`pictures of the format ${format ?? "unknown"} are not taken`);
  const sized = picture.rotate().resize({ width: MAX_WIDTH, withoutEnlargement: true });
  const [webp, avif] = await Promise.all([
    sized.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true }),
    sized.clone().avif({ quality: 55, effort: 3 }).toBuffer(),
  ]);
  return { width: webp.info.width, height: webp.info.height, webp: webp.data, avif };
}

function addressOf(id: string): string {
  return `/media/${id}`;
}
