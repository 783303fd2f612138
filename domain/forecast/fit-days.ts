/** What a daily series says about the days to come; amounts are members a day. */
export interface Fit {
  /** An ordinary day now, weekday effects taken out. */
  level: number;
  /** How far the level itself may be off: one standard deviation. */
  levelError: number;
  /** Mean age in days of what the level is made of: where there is a trend, the level lags by it. */
  lag: number;
  /** Change of the level a day, as far as the history proves one. */
  slope: number;
  slopeError: number;
  /** Share of an ordinary day by weekday, Monday first. */
  weekdays: readonly number[];
  /** How single days missed, oldest first, in units of the square root of the level. */
  residuals: readonly number[];
}

// A short memory follows a launch that fades, a long one is steadier; the past decides which did better.
const HALF_LIVES = [2.5, 5, 10, 20, 40] as const;
const LONGER_IS_CALMER = 0.97;
const AHEAD = 7;
const WARM_UP = 7;
const RESIDUAL_DAYS = 56;
const TREND_DAYS = 42;
/** A trend as strong as drives often have: this share of the level a day. */
const USUAL_TREND = 0.003;

/** Learns level, trend, weekday effects and residuals of complete days. Needs at least two weeks. */
export function fitDays(daily: readonly number[], firstWeekday: number): Fit {
  const weekdays = weekdayShares(daily, firstWeekday);
  const plain = daily.map((net, day) => net / shareOf(weekdays, firstWeekday + day));
  const halfLife = chooseHalfLife(plain);
  const levels = runningLevels(plain, halfLife);
  const level = levels.at(-1) ?? 0;
  const { squares, lag } = weightsOf(plain.length, halfLife);
  const spread = (at: number) => Math.sqrt(Math.max(1, Math.abs(at)));
  const residuals: number[] = [];
  for (let day = Math.max(WARM_UP, plain.length - RESIDUAL_DAYS); day < plain.length; day++) {
    const before = levels[day - 1] ?? 0;
    residuals.push(((plain[day] ?? 0) - before) / spread(before) / Math.sqrt(1 + squares));
  }
  const noise = meanSquare(residuals) * spread(level) ** 2;
  return {
    level,
    levelError: Math.sqrt(noise * squares + driftOf(plain, levels, noise, squares)),
    lag,
    ...trendOf(plain.slice(-TREND_DAYS), level),
    weekdays,
    residuals: centred(residuals),
  };
}

/** Share of a weekday; `day` counts on from the first weekday. */
export function shareOf(weekdays: readonly number[], day: number): number {
  return weekdays[((day % 7) + 7) % 7] ?? 1;
}

function weekdayShares(daily: readonly number[], firstWeekday: number): number[] {
  const own = new Array<number>(7).fill(0);
  const around = new Array<number>(7).fill(0);
  const seen = new Array<number>(7).fill(0);
  for (let day = 3; day + 3 < daily.length; day++) {
    const weekday = (firstWeekday + day) % 7;
    own[weekday] = (own[weekday] ?? 0) + (daily[day] ?? 0);
    around[weekday] = (around[weekday] ?? 0) + mean(daily.slice(day - 3, day + 4));
    seen[weekday] = (seen[weekday] ?? 0) + 1;
  }
  const shares = own.map((sum, weekday) => {
    const base = around[weekday] ?? 0;
    const weeks = seen[weekday] ?? 0;
    // Few weeks, or a net near zero, prove no habit: stay near an ordinary day.
    if (weeks < 2 || base < weeks) return 1;
    return Math.min(2.5, Math.max(0.3, 1 + (weeks / (weeks + 3)) * (sum / base - 1)));
  });
  const average = mean(shares);
  return shares.map((share) => share / average);
}

function chooseHalfLife(plain: readonly number[]): number {
  let best = { halfLife: 10, error: Number.POSITIVE_INFINITY };
  for (const halfLife of HALF_LIVES) {
    const levels = runningLevels(plain, halfLife);
    let error = 0;
    for (let day = WARM_UP; day + AHEAD <= plain.length; day++) {
      const missed = mean(plain.slice(day, day + AHEAD)) - (levels[day - 1] ?? 0);
      // What happened long ago says less about how this drive behaves now.
      error += missed * missed * 0.97 ** (plain.length - day);
    }
    if (error * LONGER_IS_CALMER < best.error) best = { halfLife, error };
  }
  return best.halfLife;
}

/** The exponentially weighted mean after each day. */
function runningLevels(plain: readonly number[], halfLife: number): number[] {
  const keep = 0.5 ** (1 / halfLife);
  let sum = 0;
  let weight = 0;
  return plain.map((net) => {
    sum = sum * keep + net;
    weight = weight * keep + 1;
    return sum / weight;
  });
}

function weightsOf(days: number, halfLife: number): { squares: number; lag: number } {
  const keep = 0.5 ** (1 / halfLife);
  let sum = 0;
  let squares = 0;
  let ages = 0;
  for (let age = 0; age < days; age++) {
    sum += keep ** age;
    squares += keep ** (2 * age);
    ages += age * keep ** age;
  }
  return { squares: squares / sum ** 2, lag: ages / sum };
}

/** How much more a week's mean missed in the past than chance alone explains: the level itself wanders. */
function driftOf(
  plain: readonly number[],
  levels: readonly number[],
  noise: number,
  squares: number,
): number {
  const misses: number[] = [];
  for (let day = Math.max(WARM_UP, plain.length - RESIDUAL_DAYS); day + AHEAD <= plain.length; day++) {
    misses.push(mean(plain.slice(day, day + AHEAD)) - (levels[day - 1] ?? 0));
  }
  if (misses.length < AHEAD) return 0;
  const trust = misses.length / (misses.length + 42);
  return Math.max(0, trust * (meanSquare(misses) - noise * (1 / AHEAD + squares)));
}

/** The straight line's slope, drawn towards none as far as chance alone could have made it. */
function trendOf(recent: readonly number[], level: number): { slope: number; slopeError: number } {
  const n = recent.length;
  const middle = (n - 1) / 2;
  const average = mean(recent);
  let over = 0;
  let under = 0;
  recent.forEach((net, day) => {
    over += (day - middle) * (net - average);
    under += (day - middle) ** 2;
  });
  const slope = over / under;
  const left = recent.map((net, day) => net - average - slope * (day - middle));
  const chance = (meanSquare(left) * n) / (n - 2) / under;
  const usual = (USUAL_TREND * level) ** 2;
  const trust = usual + chance > 0 ? usual / (usual + chance) : 0;
  return { slope: slope * trust, slopeError: Math.sqrt(chance * trust) };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function meanSquare(values: readonly number[]): number {
  return mean(values.map((value) => value * value));
}

function centred(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}
