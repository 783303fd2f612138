import { forecast } from "./forecast";
import { generateDrive, type Shape } from "./generated-drives";

/** How often the band held what then happened. */
export interface Coverage {
  shape: Shape;
  drives: number;
  heldBackDays: number;
  /** Share of held-back days whose count lay inside the 80% band, 0 to 1. */
  covered: number;
  /** Shares that lay below and above it. */
  below: number;
  above: number;
}

// From early to late in a drive, so that short and long horizons are both in the pool.
const CUTS = [0.4, 0.55, 0.7, 0.85] as const;

/**
 * Hides the end of generated drives and asks the forecast for it, drive after drive: each drive at one of four
 * moments, every hidden day checked, all days of a shape in one pool.
 */
export function measureCoverage(shape: Shape, drives: number, firstSeed = 1): Coverage {
  let inside = 0;
  let below = 0;
  let above = 0;
  for (let i = 0; i < drives; i++) {
    const { daily, firstWeekday } = generateDrive(shape, firstSeed + i);
    const cut = Math.max(14, Math.round(daily.length * (CUTS[i % CUTS.length] ?? 0.5)));
    const known = daily.slice(0, cut);
    const hidden = daily.slice(cut);
    let count = known.reduce((sum, net) => sum + net, 0);
    const answer = forecast({
      daily: known,
      firstWeekday,
      daysLeft: hidden.length,
      restOfToday: 1,
      driveDays: daily.length,
      count,
      goal: count + 1,
    });
    if (answer.kind !== "range") continue;
    hidden.forEach((net, day) => {
      count += net;
      const band = answer.days[day];
      if (!band) return;
      if (count < band.low) below += 1;
      else if (count > band.high) above += 1;
      else inside += 1;
    });
  }
  const heldBackDays = inside + below + above;
  const share = (part: number) => (heldBackDays === 0 ? 0 : part / heldBackDays);
  return { shape, drives, heldBackDays, covered: share(inside), below: share(below), above: share(above) };
}
