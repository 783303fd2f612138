import type { Reason } from "@/domain/membership/counting-policy";
import type { MemberList } from "./read-member-list";
import type { TalliedSubscription } from "./tally";

/** Why another system's list and our count differ; the parts add up to both. */
export interface ListComparison {
  inBoth: number;
  /** On the list and in Stripe, but not counting: by the reason of their subscription. */
  notCounting: { reason: Reason; n: number; examples: string[] }[];
  /** On the list, and no such address in Stripe: examples are lines of the file. */
  notInStripe: { n: number; examples: string[] };
  /** Counting, and not on the list; examples are subscriptions. */
  onlyHere: { n: number; examples: string[] };
}

const EXAMPLES = 5;

export function compareLists(tallied: readonly TalliedSubscription[], list: MemberList): ListComparison {
  const byPerson = new Map<string, TalliedSubscription[]>();
  for (const each of tallied) byPerson.set(each.person, [...(byPerson.get(each.person) ?? []), each]);
  const listed = new Set(list.people.map(({ emailHash }) => emailHash));
  const reasons = new Map<Reason, { n: number; examples: string[] }>();
  const notInStripe = { n: 0, examples: [] as string[] };
  let inBoth = 0;
  for (const { line, emailHash } of list.people) {
    const theirs = byPerson.get(emailHash);
    if (!theirs) note(notInStripe, `line ${line}`);
    else if (theirs.some((each) => each.reason === null)) inBoth++;
    else {
      const [first] = theirs;
      if (!first?.reason) continue;
      const held = reasons.get(first.reason) ?? { n: 0, examples: [] };
      note(held, first.id);
      reasons.set(first.reason, held);
    }
  }
  const onlyHere = { n: 0, examples: [] as string[] };
  for (const [person, theirs] of byPerson) {
    const counting = theirs.find((each) => each.reason === null);
    if (counting && !listed.has(person)) note(onlyHere, counting.id);
  }
  return {
    inBoth,
    notCounting: [...reasons].map(([reason, rest]) => ({ reason, ...rest })).sort((a, b) => b.n - a.n),
    notInStripe,
    onlyHere,
  };
}

function note(held: { n: number; examples: string[] }, example: string): void {
  held.n++;
  if (held.examples.length < EXAMPLES) held.examples.push(example);
}
