import { eq } from "drizzle-orm";
import { media } from "@/db/schema";
import type { Ctx } from "@/domain/context";

/** A stored picture in both its formats, or null. */
export async function readPicture(ctx: Ctx, id: string): Promise<{ avif: Buffer; webp: Buffer } | null> {
  const [row] = await ctx.db
    .select({ avif: media.avif, webp: media.webp })
    .from(media)
    .where(eq(media.id, id));
  return row ?? null;
}
