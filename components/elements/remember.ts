type Memory = "member" | "paused" | "slim-closed";

/** What a reader chose stays on this device. Private windows may refuse; then it holds for this page only. */
export function remember(what: Memory): void {
  try {
    localStorage.setItem(`muster:${what}`, "1");
  } catch {
    return;
  }
}

export function forget(what: Memory): void {
  try {
    localStorage.removeItem(`muster:${what}`);
  } catch {
    return;
  }
}

export function isRemembered(what: Memory): boolean {
  try {
    return localStorage.getItem(`muster:${what}`) === "1";
  } catch {
    return false;
  }
}
