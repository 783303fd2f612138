import { z } from "zod";
import { shown } from "./shown";

const DATE_FORM = "write it as 2026-11-28 or 2026-11-28T09:30:00+02:00";
const WRITTEN =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ]\s*(\d{2}:\d{2})(:\d{2})?(\.\d+)?(?:\s*(Z|z|[+-]\d{2}:?\d{2}))?)?$/;

/** A day or an instant as ISO 8601 has it; what names no zone is read as UTC. */
export const dateSchema = z.unknown().transform((given, ctx) => {
  const at = typeof given === "string" ? instantOf(given.trim()) : null;
  if (at) return at;
  const found = given === undefined ? "is missing" : `${shown(given)} is no date`;
  ctx.addIssue({ code: "custom", message: `${found}: ${DATE_FORM}` });
  return z.NEVER;
});

function instantOf(written: string): Date | null {
  const [, day, time = "00:00", seconds = ":00", fraction = "", zone = "Z"] = WRITTEN.exec(written) ?? [];
  if (!day) return null;
  const isoZone = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const at = new Date(`${day}T${time}${seconds}${fraction}${isoZone}`);
  return Number.isNaN(at.getTime()) || !isDay(day) ? null : at;
}

/** Parsers take 30 February for 2 March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
