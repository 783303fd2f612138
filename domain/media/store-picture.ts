import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { media, mediaSizes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type Fetched, GuardedFetchError, guardedFetch } from "@/domain/import/guarded-fetch";

/** As wide as a lead picture is ever shown, twice over. */
const MAX_WIDTH = 1_600;
/** A thumbnail, a phone, a column; each twice as dense as it is wide on the page. */
const NARROWER = [400, 800, 1_200];
const CHECK_AGAIN_MS = 24 * 3_600_000;
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
 * Fetches a picture from the public internet unless it is held and has not changed, makes it no wider than it is shown,
 * in several widths, in AVIF and WebP without anything else the file carried, and stores it once. What is held stays
 * when its source does not answer any more. Throws GuardedFetchError, or an error that says why it is no picture.
 */
export async function storePicture(
  ctx: Ctx,
  url: string,
  { allowedHost }: { allowedHost: string | null },
): Promise<StoredPicture> {
  const held = await heldFrom(ctx, url);
  const fetched = await fetchAnew(url, held, allowedHost);
  const checkedAt = ctx.clock.now();
  const id = fetched && createHash("sha256").update(url).update(fetched.body).digest("hex").slice(0, 24);
  const drawn = fetched && id !== held?.id ? await drawUnless(held, fetched.body) : null;
  if (held && !drawn) {
    await ctx.db.update(media).set({ checkedAt }).where(eq(media.id, held.id));
    return describe(ctx, held);
  }
  if (!fetched || !id || !drawn) throw new Error("a picture that is not held was not fetched");
  const { whole, sizes } = drawn;
  const { etag = null, "last-modified": lastModified = null } = fetched.headers;
  await ctx.db.transaction(async (tx) => {
    // Articles that showed the one before go on showing it until they are imported again.
    if (held) await tx.update(media).set({ sourceUrl: null }).where(eq(media.id, held.id));
    const now = { sourceUrl: url, etag, lastModified, checkedAt };
    await tx
      .insert(media)
      .values({ id, ...now, ...whole })
      .onConflictDoUpdate({ target: media.id, set: now });
    if (sizes.length === 0) return;
    await tx
      .insert(mediaSizes)
      .values(sizes.map(({ height: _height, ...size }) => ({ mediaId: id, ...size })))
      .onConflictDoNothing();
  });
  return describe(ctx, { id, ...whole });
}

/** Whether any of these held pictures is another one now; each is asked for at most once a day. */
export async function anyChanged(
  ctx: Ctx,
  urls: readonly string[],
  options: { allowedHost: string | null },
): Promise<boolean> {
  let changed = false;
  for (const url of urls) {
    const held = await heldFrom(ctx, url);
    if (!held || ctx.clock.now().getTime() - held.checkedAt.getTime() < CHECK_AGAIN_MS) continue;
    const { src } = await storePicture(ctx, url, options);
    if (src !== addressOf(held.id)) changed = true;
  }
  return changed;
}

type Held = Pick<
  typeof media.$inferSelect,
  "id" | "width" | "height" | "etag" | "lastModified" | "checkedAt"
>;

async function heldFrom(ctx: Ctx, url: string): Promise<Held | undefined> {
  const { id, width, height, etag, lastModified, checkedAt } = media;
  const [held] = await ctx.db
    .select({ id, width, height, etag, lastModified, checkedAt })
    .from(media)
    .where(eq(media.sourceUrl, url));
  return held;
}

/** Null when what is held is still the newest there is to be had. */
async function fetchAnew(
  url: string,
  held: Held | undefined,
  allowedHost: string | null,
): Promise<Fetched | null> {
  const headers = {
    ...(held?.etag ? { "if-none-match": held.etag } : {}),
    ...(held?.lastModified ? { "if-modified-since": held.lastModified } : {}),
  };
  try {
    return await guardedFetch(url, { types: ["image/"], maxBytes: MAX_BYTES, allowedHost, headers });
  } catch (error) {
    if (held && error instanceof GuardedFetchError) return null;
    throw error;
  }
}

async function describe(
  ctx: Ctx,
  { id, width, height }: { id: string; width: number; height: number },
): Promise<StoredPicture> {
  const sizes = await ctx.db
    .select({ width: mediaSizes.width })
    .from(mediaSizes)
    .where(eq(mediaSizes.mediaId, id))
    .orderBy(asc(mediaSizes.width));
  return { src: addressOf(id), width, height, widths: sizes.map((size) => size.width) };
}

/** Null when what is there now is no picture, while one is held. */
async function drawUnless(held: Held | undefined, body: Buffer): Promise<Pictures | null> {
  try {
    return await draw(body);
  } catch (error) {
    if (held) return null;
    throw error;
  }
}

interface Pictures {
  whole: Drawn;
  sizes: Drawn[];
}

interface Drawn {
  width: number;
  height: number;
  avif: Buffer;
  webp: Buffer;
}

async function draw(body: Buffer): Promise<Pictures> {
  const { format } = await (await read(body)).metadata();
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
  const sized = (await read(body)).rotate().resize({ width, withoutEnlargement: true });
  const [webp, avif] = await Promise.all([
    sized.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true }),
    sized.clone().avif({ quality: 55, effort: 3 }).toBuffer(),
  ]);
  return { width: webp.info.width, height: webp.info.height, webp: webp.data, avif };
}

async function read(body: Buffer) {
  // Read when the first picture comes: a start need not wait for it.
  const { default: sharp } = await import("sharp");
  return sharp(body, { limitInputPixels: MAX_PIXELS, failOn: "error" });
}

function addressOf(id: string): string {
  return `/media/${id}`;
}
