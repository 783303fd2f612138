import { newId } from "@/domain/new-id";
import { decideSubscription } from "./counting-policy";
import type { LedgerCause, MemberRow, SubscriptionRow, Touch, WorkingSet } from "./working-set";

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
  const byMember = subscriptionsByMember(set);
  return [...set.touched].flatMap(([memberId, touch]) => {
    const member = set.members.get(memberId);
    if (!member) return [];
    const decided = (byMember.get(memberId) ?? []).map((row) => decide(set, row, membershipProducts, now));
    return moveMember(set, member, decided, touch);
  });
}

function subscriptionsByMember(set: WorkingSet): Map<string, SubscriptionRow[]> {
  const byMember = new Map<string, SubscriptionRow[]>();
  for (const row of set.subscriptions.all()) {
    const memberId = set.customers.get(row.customerId)?.memberId;
    if (!memberId) continue;
    const rows = byMember.get(memberId);
    if (rows) rows.push(row);
    else byMember.set(memberId, [row]);
  }
  return byMember;
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

function moveMember(
  set: WorkingSet,
  before: MemberRow,
  subscriptions: readonly SubscriptionRow[],
  touch: Touch,
): Movement[] {
  const counting = subscriptions.filter((row) => row.counts);
  const countedAs = counting.length > 0 ? ("subscription" as const) : null;
  if (countedAs === before.countedAs) return [];

  const { effectiveAt } = touch;
  const firstJoinedAt = countedAs
    ? earliestJoin(before.firstJoinedAt, counting, effectiveAt)
    : before.firstJoinedAt;
  const country = before.country ?? countryOf(set, before.id);
  set.members.put({
    ...before,
    counted: countedAs !== null,
    countedAs,
    countedSince: countedAs ? (before.countedSince ?? effectiveAt) : null,
    firstJoinedAt,
    country,
  });
  const isCorrection = set.regrouped.has(before.id);
  const shared = {
    effectiveAt,
    changeId: newId(),
    memberId: before.id,
    cause: isCorrection ? ("merge" as const) : touch.cause,
    causeRef: touch.causeRef,
    attribution: counting[0]?.attribution ?? null,
    planId: (counting[0] ?? subscriptions[0])?.priceId ?? null,
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

/** The first membership ever: what is on record, else when the oldest counting subscription began. */
function earliestJoin(known: Date | null, counting: readonly SubscriptionRow[], effectiveAt: Date): Date {
  const starts = counting.map((row) => row.startedAt).filter((at) => at <= effectiveAt);
  const first = starts.sort((a, b) => a.getTime() - b.getTime())[0] ?? effectiveAt;
  return known && known < first ? known : first;
}

function countryOf(set: WorkingSet, memberId: string): string | null {
  return set.customersOf(memberId).find((customer) => customer.country)?.country ?? null;
}
