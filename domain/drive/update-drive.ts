import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { driveChanges, drives } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { parseInput } from "@/domain/parse-input";
import { type DriveRow, totalOf } from "./build-snapshot";
import { changeDrive } from "./change-drive";
import { type DriveTerms, driveTermsSchema, movesFigures, refuseTerms } from "./drive-terms";
import { sumFigures } from "./sum-figures";

export interface DriveUpdate {
  slug: string;
  /** The revision that was edited: a change made meanwhile by somebody else is not overwritten. */
  revision: number;
  terms: DriveTerms;
  /** Readers see it on /how-we-count where goal, deadline or way of counting of a public drive change. */
  reason: string;
  by: string;
}

const MAX_REASON = 300;

/**
 * Changes a drive, also while it runs. Its figures are summed anew where they depend on the change; what changed
 * of a public drive is kept with date, before, after and reason. Throws drive_not_found, invalid_input, conflict.
 */
export async function updateDrive(ctx: Ctx, update: DriveUpdate): Promise<void> {
  const terms = parseInput(driveTermsSchema, update.terms);
  const reason = update.reason.trim().slice(0, MAX_REASON);
  try {
    await changeDrive(ctx, update.slug, async (tx, drive, row) => {
      const refusal = refuseTerms(drive, terms, reason, ctx.clock.now());
      if (refusal) throw new DomainError("invalid_input", refusal);
      const changed = await save(tx, drive, terms, update.revision);
      if (drive.published) await recordChanges(ctx, tx, { drive, changed, reason, by: update.by });
      if (!movesFigures(drive, changed)) return { drive: changed, row };
      const figures = await sumFigures(tx, changed);
      // What a drive is published with is behind it: its milestones are those it passes.
      const highest = drive.published ? row.highest : totalOf(figures);
      return { drive: changed, row: { ...row, ...figures, highest } };
    });
  } catch (error) {
    if (isOverlap(error)) {
      throw new DomainError("conflict", "Another published drive runs at that time: drives do not overlap.", {
        cause: error,
      });
    }
    throw error;
  }
}

async function save(tx: Tx, drive: DriveRow, terms: DriveTerms, revision: number): Promise<DriveRow> {
  const [changed] = await tx
    .update(drives)
    .set({ ...terms, revision: sql`${drives.revision} + 1` })
    .where(and(eq(drives.id, drive.id), eq(drives.revision, revision)))
    .returning();
  if (changed) return changed;
  throw new DomainError(
    "conflict",
    "Somebody else changed this drive meanwhile. Look at it again, then make your change.",
  );
}

const RECORDED = [
  "title",
  "message",
  "goal",
  "stretchGoal",
  "startsAt",
  "endsAt",
  "timezone",
  "counting",
] as const;

async function recordChanges(
  ctx: Ctx,
  tx: Tx,
  { drive, changed, reason, by }: { drive: DriveRow; changed: DriveRow; reason: string; by: string },
): Promise<void> {
  const at = ctx.clock.now();
  const rows = RECORDED.flatMap((field) => {
    const before = stored(drive[field]);
    const after = stored(changed[field]);
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ driveId: drive.id, at, field, before, after, reason, by }];
  });
  if (rows.length > 0) await tx.insert(driveChanges).values(rows);
}

function stored(value: DriveRow[(typeof RECORDED)[number]]): typeof driveChanges.$inferInsert.before {
  return value instanceof Date ? value.toISOString() : value;
}

/** PostgreSQL's exclusion_violation, as drizzle wraps it. */
function isOverlap(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: unknown } };
  return cause?.code === "23P01";
}
