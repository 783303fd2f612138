/** Share of members of each sort; what is left over is an ordinary paying member. */
const DEFAULT_SHAPE = {
  /** Pays yearly instead of monthly (of the paying ones). */
  yearly: 0.35,
  canceled: 0.1,
  shop: 0.05,
  free: 0.03,
  discounted: 0.01,
  trialing: 0.01,
  pastDue: 0.02,
  unpaid: 0.005,
  paused: 0.002,
  leaving: 0.02,
  family: 0.03,
  invoiced: 0.005,
  /** Has two subscriptions on one customer. */
  two: 0.01,
  /** Has a second customer with the same e-mail address. */
  sameEmail: 0.005,
};

type Sort = Exclude<keyof typeof DEFAULT_SHAPE, "yearly" | "two" | "sameEmail"> | "paying";

const SORTS = [
  "canceled",
  "shop",
  "free",
  "discounted",
  "trialing",
  "pastDue",
  "unpaid",
  "paused",
  "leaving",
  "family",
  "invoiced",
] as const;

export interface MemberSpec {
  sort: Sort;
  yearly: boolean;
  two: boolean;
  sameEmail: boolean;
  /** Seconds before the fill that the membership began. */
  age: number;
}

/** Member `index` of a fill: the same numbers always make the same member. */
export function specOf(seed: number, index: number, shape: Record<string, number>): MemberSpec {
  const random = randomFrom(seed ^ Math.imul(index + 1, 0x9e3779b1));
  let draw = random();
  let sort: Sort = "paying";
  for (const each of SORTS) {
    const share = shape[each] ?? DEFAULT_SHAPE[each];
    if (draw < share) {
      sort = each;
      break;
    }
    draw -= share;
  }
  return {
    sort,
    yearly: random() < (shape.yearly ?? DEFAULT_SHAPE.yearly),
    two: random() < (shape.two ?? DEFAULT_SHAPE.two),
    sameEmail: random() < (shape.sameEmail ?? DEFAULT_SHAPE.sameEmail),
    age: 3600 + Math.floor(random() * 900 * 86_400),
  };
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function seedNumber(text: string): number {
  let hash = 2_166_136_261;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  return hash;
}
