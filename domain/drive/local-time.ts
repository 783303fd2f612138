import { Temporal } from "temporal-polyfill";
import { DomainError } from "@/domain/errors";

/**
 * The instant of a local date and time such as `2026-12-31T18:00`. A time that daylight saving skips is moved
 * forward by as much, one that comes twice is the first. Throws invalid_input.
 */
export function fromLocal(local: string, timezone: string): Date {
  return read(local, () => {
    const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timezone, {
      disambiguation: "compatible",
    });
    return new Date(zoned.epochMilliseconds);
  });
}

/** The deadline "to the end of this day": the next local midnight, which is exclusive. Throws invalid_input. */
export function endOfLocalDay(date: string, timezone: string): Date {
  return read(date, () => {
    const next = Temporal.PlainDate.from(date).add({ days: 1 });
    return new Date(next.toZonedDateTime(timezone).epochMilliseconds);
  });
}

/** A local date and time to the minute, as form fields have it: the way back from `fromLocal`. */
export function toLocal(at: Date, timezone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "minute" });
}

function read(text: string, work: () => Date): Date {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new DomainError("invalid_input", `"${text}" is not a date or time.`, { cause });
    }
    throw cause;
  }
}
