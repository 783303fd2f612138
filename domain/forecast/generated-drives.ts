import { normal, seededRandom } from "./seeded-random";

/** Shapes a drive's days may have. */
export const SHAPES = ["steady", "flat", "launch spike", "end surge"] as const;
export type Shape = (typeof SHAPES)[number];

/** A drive that never was: net members by day, and the weekday of its first. */
export interface GeneratedDrive {
  daily: number[];
  firstWeekday: number;
}

/**
 * A drive of 40 to 120 days at 3 to 250 members a day, with weekday habits, more noise than chance alone and
 * people who leave. Nothing of it is known to the forecast.
 */
export function generateDrive(shape: Shape, seed: number): GeneratedDrive {
  const random = seededRandom(seed);
  const between = (low: number, high: number) => low + (high - low) * random();
  const days = Math.round(between(40, 120));
  const base = shape === "flat" ? between(3, 25) : Math.exp(between(Math.log(8), Math.log(250)));
  const weekdayDepth = between(0, 0.45);
  const habits = Array.from({ length: 7 }, () => 1 + weekdayDepth * (random() * 2 - 1));
  const overdispersion = between(0.02, 0.25);
  const firstWeekday = Math.floor(random() * 7);
  const growth = shape === "steady" ? between(-0.4, 0.5) : 0;
  const spike = { height: between(2, 8), fade: between(2, 7) };
  const surge = { height: between(0.8, 3), days: Math.max(3, Math.round(days * between(0.06, 0.12))) };
  const daily = Array.from({ length: days }, (_, day) => {
    const left = days - day;
    let rate = base * (1 + (growth * day) / days);
    if (shape === "launch spike") rate *= 1 + spike.height * Math.exp(-day / spike.fade);
    if (shape === "end surge" && left <= surge.days) rate *= 1 + surge.height * (1 - (left - 1) / surge.days);
    rate *= habits[(firstWeekday + day) % 7] ?? 1;
    const joined = draw(rate, overdispersion, random);
    return joined - draw(base * 0.08, 0, random);
  });
  return { daily, firstWeekday };
}

/** A count around `rate`: Poisson, with a log-normal rate where there is overdispersion. */
function draw(rate: number, overdispersion: number, random: () => number): number {
  const shaken = rate * Math.exp(overdispersion * normal(random) - overdispersion ** 2 / 2);
  if (shaken > 40) return Math.max(0, Math.round(shaken + Math.sqrt(shaken) * normal(random)));
  const limit = Math.exp(-shaken);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
}
