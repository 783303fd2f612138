import { newId } from "@/domain/new-id";
import { decideSubscription } from "./counting-policy";
import { earliestJoin, wasMembership } from "./first-join";
import { decidePass } from "./pass-policy";
import type { LedgerCause, MemberRow, PassRow, SubscriptionRow, Touch, WorkingSet } from "./working-set";

/** A change of who counts, before it has a version and a running total. */
export interface Movement {
  effectiveAt: Date;
  changeId: string;
  delta: 1 | -1;
  kind: "subscription" | "gift" | "pass" | "correction";
  countedAs: "subscription" | "gift" | "pass";
  memberId: string;
  firstJoinedAt: Date | null;
  cause: LedgerCause;
  causeRef: string | null;
  attribution: Record<string, string> | null;
  planId: string | null;
  country: string | null;
}

/**
 * Asks the policy anew about everyone the facts touched and writes the answers into the rows. Never adds or
 * subtracts on an event: the difference between the row before and after is what moves the count.
 */
export function recount(set: WorkingSet, membershipProducts: ReadonlySet<string>, now: Date): Movement[] {
  const regroupCause = set.touched.values().next().value;
  for (const id of set.regrouped) {
    if (!set.touched.has(id) && regroupCause) set.touched.set(id, regroupCause);
  }
  const byMember = byPerson(set.subscriptions.all(), (row) => set.customers.get(row.customerId)?.memberId);
  const terms = byPerson(set.passes.all(), (pass) => pass.memberId);
  return [...set.touched].flatMap(([memberId, touch]) => {
    const member = set.members.get(memberId);
    if (!member) return [];
    const decided = (byMember.get(memberId) ?? []).map((row) => decide(set, row, membershipProducts, now));
    const supports = [
      ...decided.map((row) => subscriptionSupport(row, membershipProducts)),
      ...(terms.get(memberId) ?? []).map((pass) => passSupport(decideTerm(set, pass, now))),
    ];
    return moveMember(set, member, supports, touch);
  });
}

function byPerson<T>(rows: Iterable<T>, personOf: (row: T) => string | null | undefined): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const row of rows) {
    const memberId = personOf(row);
    if (!memberId) continue;
    const held = grouped.get(memberId);
    if (held) held.push(row);
    else grouped.set(memberId, [row]);
  }
  return grouped;
}

function decide(
  set: WorkingSet,
  row: SubscriptionRow,
  products: ReadonlySet<string>,
  now: Date,
): SubscriptionRow {
  const decision = decideSubscription(row, products, now);
  const counts = decision.reason === null;
  const same =
    row.counts === counts &&
    row.reason === decision.reason &&
    row.nextChangeAt?.getTime() === decision.nextChangeAt?.getTime();
  if (same) return row;
  return set.subscriptions.put({
    ...row,
    counts,
    reason: decision.reason,
    nextChangeAt: decision.nextChangeAt,
  });
}

function decideTerm(set: WorkingSet, row: PassRow, now: Date): PassRow {
  const { reason, nextChangeAt } = decidePass(row, now);
  const same = row.reason === reason && row.nextChangeAt?.getTime() === nextChangeAt?.getTime();
  return same ? row : set.passes.put({ ...row, counts: reason === null, reason, nextChangeAt });
}

/** What a person supports the newsroom by, whichever kind it is. */
interface Support {
  kind: "subscription" | "gift" | "pass";
  counts: boolean;
  /** It counts, or did before it ended. */
  wasOne: boolean;
  startedAt: Date;
  attribution: Record<string, string> | null;
  priceId: string | null;
}

function subscriptionSupport(row: SubscriptionRow, products: ReadonlySet<string>): Support {
  return { ...row, kind: "subscription", wasOne: row.counts || wasMembership(row, products) };
}

function passSupport(row: PassRow): Support {
  return { ...row, startedAt: row.startsAt, wasOne: row.counts || row.reason === "ended" };
}

const RANK: Record<Support["kind"], number> = { subscription: 0, gift: 1, pass: 2 };

/** Counted once: by a subscription rather than a gift, by a gift rather than a pass. */
function moveMember(
  set: WorkingSet,
  before: MemberRow,
  supports: readonly Support[],
  touch: Touch,
): Movement[] {
  const counting = supports.filter((row) => row.counts).sort((a, b) => RANK[a.kind] - RANK[b.kind]);
  const countedAs = counting[0]?.kind ?? null;
  const { effectiveAt } = touch;
  const starts = supports.flatMap((row) => (row.wasOne ? row.startedAt : []));
  const firstJoinedAt = countedAs
    ? earliestJoin(before.firstJoinedAt, starts, effectiveAt)
    : before.firstJoinedAt;
  if (countedAs === before.countedAs && !isEarlierThan(firstJoinedAt, before.firstJoinedAt)) return [];

  const country = before.country ?? countryOf(set, before.id);
  set.members.put({
    ...before,
    counted: countedAs !== null,
    countedAs,
    countedSince: countedAs ? (before.countedSince ?? effectiveAt) : null,
    firstJoinedAt,
    country,
  });
  // In an import nobody was counted before: finding out who is who is part of it.
  const isMerge = set.regrouped.has(before.id) && !touch.changeId;
  // Counted all along, but since earlier than was known: nobody comes or goes, only `new` drives differ.
  const isCorrection = isMerge || countedAs === before.countedAs;
  const shared = {
    effectiveAt,
    changeId: touch.changeId ?? newId(),
    memberId: before.id,
    cause: isMerge ? ("merge" as const) : touch.cause,
    causeRef: touch.causeRef,
    attribution: counting[0]?.attribution ?? null,
    planId: (counting[0] ?? supports[0])?.priceId ?? null,
    country,
  };
  const movements: Movement[] = [];
  if (before.countedAs) {
    const kind = isCorrection ? "correction" : before.countedAs;
    movements.push({
      ...shared,
      delta: -1,
      kind,
      countedAs: before.countedAs,
      firstJoinedAt: before.firstJoinedAt,
    });
  }
  if (countedAs) {
    const kind = isCorrection ? "correction" : countedAs;
    movements.push({ ...shared, delta: 1, kind, countedAs, firstJoinedAt });
  }
  return movements;
}

function isEarlierThan(one: Date | null, other: Date | null): boolean {
  return one !== null && other !== null && one < other;
}

function countryOf(set: WorkingSet, memberId: string): string | null {
  return set.customersOf(memberId).find((customer) => customer.country)?.country ?? null;
}
