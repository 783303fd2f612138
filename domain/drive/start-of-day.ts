import { Temporal } from "temporal-polyfill";

/** Midnight of the local day that `at` falls into, daylight saving included. */
export function startOfDay(at: Date, timezone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  return new Date(local.startOfDay().epochMilliseconds);
}

/** The local day that `at` falls into, as YYYY-MM-DD. */
export function dayOf(at: Date, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  return local.toPlainDate().toString();
}
