import { randomUUID } from "node:crypto";

/** A UUID of version 7 (RFC 9562): the time first, so that indexes grow at their end. */
export function newId(now: number = Date.now()): string {
  const time = now.toString(16).padStart(12, "0");
  // Version 4 is random but for its version, which comes after the 48 bits that the time takes.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
