import { createHash } from "node:crypto";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { asc, eq } from "drizzle-orm";
import { media, mediaSizes } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { GuardedFetchError, guardedFetch } from "@/domain/import/guarded-fetch";
import { drawPicture } from "./draw-picture";
import { readLocalPicture } from "./read-local-picture";
import { UnusablePictureError } from "./unusable-picture";

const CHECK_AGAIN_MS = 24 * 3_600_000;
const MAX_BYTES = 20 * 1024 * 1024;

export interface StoredPicture {
  src: string;
  width: number;
  height: number;
  widths: number[];
}

export interface PictureOptions {
  /** One `host` or `host:port` that may be private. */
  allowedHost: string | null;
  /** The only folder of this machine that `file:` addresses may lead into; they lead nowhere without it. */
  folder?: string;
  /** A held picture that was asked for today is not asked for again. */
  mayBeADayOld?: boolean;
}

/**
 * Fetches a picture from the public internet unless it is held and has not changed, makes it no wider than it is shown,
 * in several widths, in AVIF and WebP without anything else the file carried, and stores it once. What is held stays
 * when its source does not answer any more. Throws GuardedFetchError, or UnusablePictureError with why it is none.
 */
export async function storePicture(ctx: Ctx, url: string, options: PictureOptions): Promise<StoredPicture> {
  const held = await heldFrom(ctx, url);
  if (held && options.mayBeADayOld && !isDue(ctx, url, held)) return describe(ctx, held);
  const fetched = await readAnew(url, held, options);
  const checkedAt = ctx.clock.now();
  const id = fetched && createHash("sha256").update(url).update(fetched.body).digest("hex").slice(0, 24);
  const drawn = fetched && id !== held?.id ? await drawUnless(held, fetched.body) : null;
  if (held && !drawn) {
    if (!isLocal(url)) await ctx.db.update(media).set({ checkedAt }).where(eq(media.id, held.id));
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

/**
 * Whether any of these held pictures is another one now than is `shown`, the addresses here that an article has in it.
 * Files are looked at each time, what others have at most once a day.
 */
export async function anyChanged(
  ctx: Ctx,
  urls: readonly string[],
  shown: string,
  options: PictureOptions,
): Promise<boolean> {
  let changed = false;
  for (const url of urls) {
    if (!(await heldFrom(ctx, url))) continue;
    const { src } = await storePicture(ctx, url, { ...options, mayBeADayOld: true });
    if (!shown.includes(`"${src}"`)) changed = true;
  }
  return changed;
}

function isDue(ctx: Ctx, url: string, { checkedAt }: Held): boolean {
  return isLocal(url) || ctx.clock.now().getTime() - checkedAt.getTime() >= CHECK_AGAIN_MS;
}

function isLocal(url: string): boolean {
  return url.startsWith("file:");
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

interface Found {
  body: Buffer;
  headers: { etag?: string; "last-modified"?: string };
}

/** Null when what is held is still the newest there is to be had. */
async function readAnew(
  url: string,
  held: Held | undefined,
  { allowedHost, folder }: PictureOptions,
): Promise<Found | null> {
  if (isLocal(url)) {
    if (folder === undefined) throw new UnusablePictureError("its address names a file");
    const body = await readLocalPicture(url, { folder, maxBytes: MAX_BYTES });
    if (body) return { body, headers: {} };
    if (held) return null;
    throw new Error(`there is no file ${relative(folder, fileURLToPath(url))}`);
  }
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
async function drawUnless(
  held: Held | undefined,
  body: Buffer,
): Promise<Awaited<ReturnType<typeof drawPicture>> | null> {
  try {
    return await drawPicture(body);
  } catch (error) {
    if (held) return null;
    throw error;
  }
}

function addressOf(id: string): string {
  return `/media/${id}`;
}
