import { type Fit, fitDays, shareOf } from "./fit-days";
import { normal, seededRandom, seedOf } from "./seeded-random";

/** Fewer complete days than this, or fewer movements, and nothing is said. */
export const DAYS_NEEDED = 14;
const MOVEMENTS_NEEDED = 30;
const LOOK_BACK_DAYS = 112;
const PATHS = 400;
const BLOCK = 3;
const DAMPING = 0.97;

// Without an earlier drive to learn from: a third of drives end with a rush in their last tenth.
const SURGE_CHANCE = 0.34;
const SURGE_MEAN = 1.1;

export interface ForecastInput {
  /** Net members by complete day, oldest first, without imports and corrections. */
  daily: readonly number[];
  /** Weekday of the first of them: 0 is Monday. */
  firstWeekday: number;
  /** Days to come, the running one included. */
  daysLeft: number;
  /** How much of the running day is still to come, 0 to 1. */
  restOfToday: number;
  /** Days of the whole drive; its last tenth is where a rush may come. */
  driveDays: number;
  count: number;
  goal: number;
}

/** Counts that eight of ten simulated drives fall between, and the middle one. */
export interface Band {
  low: number;
  middle: number;
  high: number;
}

export type Forecast =
  | { kind: "too_early"; completeDays: number; movements: number }
  | {
      kind: "range";
      /** The count at the end of each day to come. */
      days: Band[];
      end: Band;
      /** Share of simulated drives that meet the goal by the deadline, 0 to 1. */
      probability: number;
    };

/**
 * Where the count may stand on each day to the deadline: 400 drives simulated from level, trend, weekdays and
 * the residuals of the past, with a rush at the end in some. The same input always gives the same answer.
 */
export function forecast(input: ForecastInput): Forecast {
  const daily = input.daily.slice(-LOOK_BACK_DAYS);
  const movements = daily.reduce((sum, net) => sum + Math.abs(net), 0);
  if (daily.length < DAYS_NEEDED || movements < MOVEMENTS_NEEDED || input.daysLeft < 1) {
    return { kind: "too_early", completeDays: input.daily.length, movements };
  }
  const firstWeekday = (input.firstWeekday + input.daily.length - daily.length) % 7;
  const fit = fitDays(daily, firstWeekday);
  const random = seededRandom(seedOf([...daily, input.daysLeft, input.count]));
  const paths = Array.from({ length: PATHS }, () =>
    simulate(fit, input, firstWeekday + daily.length, random),
  );
  const days = Array.from({ length: input.daysLeft }, (_, day) => bandOf(paths, day));
  const reached = paths.filter((path) => (path.at(-1) ?? 0) >= input.goal).length;
  return {
    kind: "range",
    days,
    end: days.at(-1) ?? { low: input.count, middle: input.count, high: input.count },
    probability: reached / PATHS,
  };
}

/** One drive that might be: the count at the end of each day to come. */
function simulate(fit: Fit, input: ForecastInput, weekday: number, random: () => number): number[] {
  const surge = random() < SURGE_CHANCE ? -Math.log(1 - random()) * SURGE_MEAN : 0;
  const window = Math.min(10, Math.max(3, Math.round(input.driveDays / 10)));
  let slope = fit.slope + fit.slopeError * normal(random);
  const start = fit.level + slope * fit.lag + fit.levelError * normal(random);
  let count = input.count;
  let level = start;
  let at = 0;
  return Array.from({ length: input.daysLeft }, (_, day) => {
    slope *= DAMPING;
    level += slope;
    // A fading launch fades to nothing, not to leaving.
    if (start > 0) level = Math.max(0, level);
    if (day % BLOCK === 0) at = Math.floor(random() * fit.residuals.length);
    const miss = fit.residuals[(at + (day % BLOCK)) % fit.residuals.length] ?? 0;
    const left = input.daysLeft - day;
    const rush = left <= window ? 1 + surge * ((window - left + 1) / window) * 1.5 : 1;
    const ordinary = Math.max(level, 0) * rush + Math.min(level, 0);
    const net =
      (ordinary + miss * Math.sqrt(Math.max(1, Math.abs(ordinary)))) * shareOf(fit.weekdays, weekday + day);
    count += day === 0 ? net * input.restOfToday : net;
    return count;
  });
}

function bandOf(paths: readonly number[][], day: number): Band {
  const sorted = Float64Array.from(paths, (path) => path[day] ?? 0).sort();
  const at = (share: number) => Math.max(0, Math.round(sorted[Math.round(share * (sorted.length - 1))] ?? 0));
  return { low: at(0.1), middle: at(0.5), high: at(0.9) };
}
