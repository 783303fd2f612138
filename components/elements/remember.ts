type Memory = "member" | "paused";
type Note = "slim-closed" | "milestone";

const DAY_MS = 86_400_000;

/** How long a closed line stays closed; its button says so. */
export const CLOSED_DAYS = 30;

/** What a reader chose stays on this device. Private windows may refuse; then it holds for this page only. */
export function remember(what: Memory): void {
  writeNote(what, "1");
}

export function forget(what: Memory): void {
  try {
    localStorage.removeItem(`muster:${what}`);
  } catch {
    return;
  }
}

export function isRemembered(what: Memory): boolean {
  return readNote(what) === "1";
}

/** The line was closed, now. */
export function rememberClosed(now: number): void {
  writeNote("slim-closed", `${now}`);
}

/** Whether the line was closed within the time that its button tells. */
export function isClosed(now: number): boolean {
  const since = now - Number(readNote("slim-closed") ?? Number.NaN);
  return since >= 0 && since < CLOSED_DAYS * DAY_MS;
}

export function writeNote(what: Note | Memory, value: string): void {
  try {
    localStorage.setItem(`muster:${what}`, value);
  } catch {
    return;
  }
}

export function readNote(what: Note | Memory): string | null {
  try {
    return localStorage.getItem(`muster:${what}`);
  } catch {
    return null;
  }
}
