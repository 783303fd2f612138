import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { installation } from "@/db/schema";
import type { Ctx } from "./context";
import { CONTENT_CHANGED, PROGRESS_CHANNEL } from "./drive/channel";

/** Rises with any change of articles, plans, drives' words or listed corrections. */
export async function readContentRevision(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.select({ n: installation.contentRevision }).from(installation);
  return row?.n ?? 0;
}

/** Says, here and to every other instance, that pages made before must be made anew. */
export async function raiseContentRevision(tx: Tx | Ctx["db"]): Promise<void> {
  await tx
    .update(installation)
    .set({ contentRevision: sql`${installation.contentRevision} + 1` })
    .where(eq(installation.id, 1));
  await tx.execute(sql`select pg_notify(${PROGRESS_CHANNEL}, ${CONTENT_CHANGED})`);
}
