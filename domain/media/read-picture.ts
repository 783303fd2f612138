import { and, eq } from "drizzle-orm";
import { media, mediaSizes } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** A stored picture in both its formats, whole or in one of its narrower widths; null when there is none. */
export async function readPicture(
  ctx: Ctx,
  id: string,
  width: number | null,
): Promise<{ avif: Buffer; webp: Buffer } | null> {
  const [row] =
    width === null
      ? await ctx.db.select({ avif: media.avif, webp: media.webp }).from(media).where(eq(media.id, id))
      : await ctx.db
          .select({ avif: mediaSizes.avif, webp: mediaSizes.webp })
          .from(mediaSizes)
          .where(and(eq(mediaSizes.mediaId, id), eq(mediaSizes.width, width)));
  return row ?? null;
}
