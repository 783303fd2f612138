import { Temporal } from "temporal-polyfill";
import { installation } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { type DayFigures, readDays } from "./read-days";

/** What the address of the first page says for the stretch of time just before the drive. */
export const PREVIOUS_PERIOD = "previous-period";

/** The days before a drive, as many as it has had: what joined and left, and the total at the end of each. */
export interface PreviousPeriod {
  counts: number[];
  days: DayFigures[];
}

/** Read backwards from the total now: every change since is known by its day. */
export async function readPreviousPeriod(
  ctx: Ctx,
  {
    firstDay,
    length,
    today,
    timezone,
  }: { firstDay: string; length: number; today: string; timezone: string },
): Promise<PreviousPeriod> {
  const from = Temporal.PlainDate.from(firstDay).subtract({ days: length }).toString();
  const all = await readDays(ctx, { from, to: today, timezone });
  const [state] = await ctx.db.select({ total: installation.total }).from(installation);
  let total = (state?.total ?? 0) - all.reduce((sum, { change }) => sum + change, 0);
  const counts = all.map(({ change }) => {
    total += change;
    return total;
  });
  return { counts: counts.slice(0, length), days: all.slice(0, length) };
}
