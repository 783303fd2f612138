import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { drives, installation, passes, progress, subscriptions } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { applyFacts, type Expiry } from "@/domain/membership/apply-facts";
import { stateAt } from "./build-snapshot";
import { lockInstallation, nextVersion, notifyProgress, openDrives, writeProgress } from "./commit-progress";

const EXPIRIES_A_ROUND = 200;

/** What the clock alone changes: states of drives, and memberships whose time ran out. Cheap when nothing is due. */
export async function advanceDrives(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await expireDue(ctx, now);
  if (await someStateChanged(ctx, now)) await writeStates(ctx);
}

async function expireDue(ctx: Ctx, now: Date): Promise<void> {
  const memberships = await ctx.db
    .select({ subscriptionId: subscriptions.id, dueAt: subscriptions.nextChangeAt })
    .from(subscriptions)
    .where(lte(subscriptions.nextChangeAt, now))
    .orderBy(asc(subscriptions.nextChangeAt))
    .limit(EXPIRIES_A_ROUND);
  const terms = await ctx.db
    .select({ passId: passes.id, dueAt: passes.nextChangeAt })
    .from(passes)
    .where(lte(passes.nextChangeAt, now))
    .orderBy(asc(passes.nextChangeAt))
    .limit(EXPIRIES_A_ROUND);
  const due: Expiry[] = [...memberships, ...terms].flatMap(({ dueAt, ...what }) =>
    dueAt ? [{ ...what, dueAt }] : [],
  );
  if (due.length > 0) await applyFacts(ctx, [], due);
}

async function someStateChanged(ctx: Ctx, now: Date): Promise<boolean> {
  const rows = await ctx.db
    .select({ drive: drives, state: progress.state })
    .from(drives)
    .innerJoin(progress, eq(progress.driveId, drives.id))
    .where(and(isNull(drives.finalisedAt), eq(drives.published, true)));
  return rows.some(({ drive, state }) => stateAt(drive, now) !== state);
}

async function writeStates(ctx: Ctx): Promise<void> {
  const snapshots = await ctx.db.transaction(async (tx) => {
    const held = await lockInstallation(tx);
    const now = ctx.clock.now();
    const changed = (await openDrives(tx)).filter(({ drive, row }) => stateAt(drive, now) !== row.state);
    if (changed.length === 0) return [];
    const version = nextVersion(held.version);
    await tx.update(installation).set({ version }).where(eq(installation.id, 1));
    const written = [];
    for (const open of changed) written.push(await writeProgress(tx, ctx, held, open, version));
    await notifyProgress(tx, version);
    return written;
  });
  ctx.feed.publish(snapshots);
}
