import type { Price } from "../objects/shapes";

/** Unix seconds one billing period after `start`, in UTC calendar months as Stripe bills. */
export function periodAfter(start: number, price: Price): number {
  const { interval, interval_count: count } = price.recurring ?? { interval: "month", interval_count: 1 };
  const date = new Date(start * 1000);
  if (interval === "day") return start + count * 86_400;
  if (interval === "week") return start + count * 7 * 86_400;
  const months = interval === "year" ? 12 * count : count;
  const day = date.getUTCDate();
  const next = new Date(date);
  next.setUTCDate(1);
  next.setUTCMonth(next.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  next.setUTCDate(Math.min(day, lastDay));
  return Math.floor(next.getTime() / 1000);
}
