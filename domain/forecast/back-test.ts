import { DAYS_NEEDED, forecast } from "./forecast";

const STEP = 7;
const HORIZON = 14;
const TESTS = 6;

/** How a drive's own past would have been forecast. */
export interface BackTest {
  inside: number;
  days: number;
}

/**
 * Goes back a week at a time, hides what came after, and counts how many of the next fourteen days fell inside
 * the band. Null while there is too little past to hide.
 */
export function backTest(daily: readonly number[], firstWeekday: number, driveDays: number): BackTest | null {
  let inside = 0;
  let days = 0;
  for (let test = 1; test <= TESTS; test++) {
    const cut = daily.length - test * STEP;
    if (cut < DAYS_NEEDED) break;
    const hidden = daily.slice(cut, cut + HORIZON);
    const answer = forecast({
      daily: daily.slice(0, cut),
      firstWeekday,
      daysLeft: hidden.length,
      restOfToday: 1,
      // Far from a deadline: no rush is expected in days that lie behind.
      driveDays: Math.max(driveDays, hidden.length),
      count: START,
      goal: START,
    });
    if (answer.kind !== "range") continue;
    let count = START;
    for (const [day, net] of hidden.entries()) {
      count += net;
      const band = answer.days[day];
      days += 1;
      if (band && count >= band.low && count <= band.high) inside += 1;
    }
  }
  return days === 0 ? null : { inside, days };
}

// High enough that no band is cut at zero.
const START = 1_000_000;
