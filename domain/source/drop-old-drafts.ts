import { lt } from "drizzle-orm";
import { sourceDrafts } from "@/db/schema";
import type { Ctx } from "@/domain/context";

const KEPT_MS = 86_400_000;

/** Forgets what was filled in of a source a day ago and never confirmed. */
export async function dropOldDrafts(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  await ctx.db.delete(sourceDrafts).where(lt(sourceDrafts.draftedAt, before));
}
