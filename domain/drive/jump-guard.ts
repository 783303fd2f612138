import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { drives } from "@/db/schema";
import { type DriveRow, type ProgressRow, runningBreakdown, totalOf } from "./build-snapshot";
import { type FigureChange, fallsInto } from "./falls-into";

/** Who holds a drive when nobody did. */
export const JUMP_GUARD = "jump guard";

const WINDOW_MINUTES = 10;
const MINUTE_MS = 60_000;

/** What webhooks cause, at once or after asking Stripe; people and comparisons have other causes. */
const BY_WEBHOOK: ReadonlySet<string> = new Set(["event", "settle", "merge", "welcome"]);

type Moves = readonly (readonly [minute: number, people: number])[];

/** Adds a net movement at `now`, forgetting what is older than the window. */
export function addMove(moves: Moves, people: number, now: Date): [number, number][] {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const recent = moves.filter(([at]) => at > minute - WINDOW_MINUTES && at < minute);
  const sofar = moves.find(([at]) => at === minute)?.[1] ?? 0;
  return [...recent.map(([at, n]): [number, number] => [at, n]), [minute, sofar + people]];
}

/** Whether the moves of the window add up to more than the limit, in percent of the goal; 0 or null is no limit. */
export function isJump(moves: Moves, goal: number, limitPercent: number | null): boolean {
  if (!limitPercent) return false;
  const net = moves.reduce((sum, [, people]) => sum + people, 0);
  return Math.abs(net) > (goal * limitPercent) / 100;
}

/** What is shown from the moment of a Hold: the figures last compared with Stripe, else those of the moment. */
export function heldFigures(row: ProgressRow): Pick<ProgressRow, "heldBreakdown" | "heldVerifiedAt"> {
  return row.verifiedBreakdown
    ? { heldBreakdown: row.verifiedBreakdown, heldVerifiedAt: row.verifiedAt }
    : { heldBreakdown: runningBreakdown(row), heldVerifiedAt: null };
}

/**
 * Puts a drive on hold when webhooks alone moved it by more than the limit in ten minutes, before anybody sees it.
 * Gives the rows to write: `before` and `after` are its figures without and with the changes.
 */
export async function guardJump(
  tx: Tx,
  drive: DriveRow,
  { before, after }: { before: ProgressRow; after: ProgressRow },
  changes: readonly (FigureChange & { cause: string })[],
  limitPercent: number | null,
  now: Date,
): Promise<{ drive: DriveRow; row: ProgressRow }> {
  if (!limitPercent) return { drive, row: after };
  const people = changes
    .filter((change) => BY_WEBHOOK.has(change.cause) && fallsInto(drive, change))
    .reduce((sum, change) => sum + change.delta, 0);
  if (people === 0) return { drive, row: after };
  const row = { ...after, recentMoves: addMove(before.recentMoves, people, now) };
  if (drive.heldAt || !isJump(row.recentMoves, drive.goal, limitPercent)) return { drive, row };
  const heldAt = now;
  const moved = Math.abs(totalOf(runningBreakdown(after)) - totalOf(heldTo(before)));
  const heldReason = `The number moved by ${moved} in a few minutes; we are checking it.`;
  const held = { heldAt, heldReason, heldBy: JUMP_GUARD };
  await tx.update(drives).set(held).where(eq(drives.id, drive.id));
  return { drive: { ...drive, ...held }, row: { ...row, ...heldFigures(before) } };
}

function heldTo(row: ProgressRow) {
  return heldFigures(row).heldBreakdown ?? runningBreakdown(row);
}
