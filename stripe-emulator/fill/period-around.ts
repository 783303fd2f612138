import { periodEnd } from "../billing/period.ts";
import type { Price } from "../objects/shapes.ts";

/** The billing period, counted from `anchor`, that holds the moment `at` (Unix seconds). */
export function periodAround(price: Price, anchor: number, at: number): { start: number; end: number } {
  const interval = price.recurring?.interval;
  const months = (interval === "year" ? 12 : 1) * (price.recurring?.interval_count ?? 1);
  const averageSeconds = months * 30.436875 * 86_400;
  const skip = Math.max(0, Math.floor((at - anchor) / averageSeconds) - 1);
  let start = skip > 0 ? periodEnd(monthsOf(months * skip), anchor, anchor) : anchor;
  let end = periodEnd(monthsOf(months), start, anchor);
  while (end <= at) {
    start = end;
    end = periodEnd(monthsOf(months), start, anchor);
  }
  return { start, end };
}

function monthsOf(count: number): Pick<Price, "recurring"> {
  return {
    recurring: {
      interval: "month",
      interval_count: count,
      meter: null,
      trial_period_days: null,
      usage_type: "licensed",
    },
  };
}
