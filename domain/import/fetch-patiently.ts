import { setTimeout as pause } from "node:timers/promises";
import { type Fetched, type GuardedFetchOptions, guardedFetch } from "./guarded-fetch";

export interface ReadOptions extends Pick<GuardedFetchOptions, "allowedHost"> {
  /** Waits so many milliseconds before asking again; by the clock on the wall unless said otherwise. */
  wait?: (ms: number) => Promise<unknown>;
}

const TRIES = 3;
const UNSAID_MS = 5_000;
const LONGEST_MS = 60_000;
/** Answers of a server that has too much to do for now. */
const BUSY = new Set([429, 503]);

/** Fetches, and asks again when a busy server says so, after the time it wishes. Gives any status; throws GuardedFetchError. */
export async function fetchPatiently(
  address: string,
  { wait = pause, ...options }: GuardedFetchOptions & ReadOptions,
): Promise<Fetched> {
  for (let attempt = 1; ; attempt++) {
    const answer = await guardedFetch(address, { ...options, anyStatus: true });
    if (!BUSY.has(answer.status) || attempt === TRIES) return answer;
    await wait(wishedMs(answer.headers));
  }
}

/** Retry-After comes in seconds or as a date, which is measured by its server's own clock. */
function wishedMs({ date, "retry-after": wish = "" }: Fetched["headers"]): number {
  const ms = /^\s*\d+\s*$/.test(wish) ? Number(wish) * 1_000 : Date.parse(wish) - Date.parse(date ?? "");
  return Number.isNaN(ms) ? UNSAID_MS : Math.min(Math.max(ms, 0), LONGEST_MS);
}
