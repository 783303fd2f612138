import type { Price } from "../objects/shapes.ts";

/** End of the period that starts at `start` (Unix seconds), keeping the day of the month of `anchor` as Stripe does. */
export function periodEnd(price: Pick<Price, "recurring">, start: number, anchor: number): number {
  const count = price.recurring?.interval_count ?? 1;
  const interval = price.recurring?.interval ?? "month";
  if (interval === "day") return start + count * 86_400;
  if (interval === "week") return start + count * 7 * 86_400;
  const from = new Date(start * 1000);
  const months = interval === "year" ? 12 * count : count;
  const day = new Date(anchor * 1000).getUTCDate();
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const end = new Date(start * 1000);
  end.setUTCFullYear(year, month, Math.min(day, lastDay));
  return Math.floor(end.getTime() / 1000);
}
