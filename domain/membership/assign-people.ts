import { newId } from "@/domain/new-id";
import type { CustomerRow, MemberRow, WorkingSet } from "./working-set";

/** The customer's row; an unknown customer becomes a person of its own until an e-mail says otherwise. */
export function memberFor(set: WorkingSet, customerId: string): CustomerRow {
  const known = set.customers.get(customerId);
  if (known) return known;
  const member = set.members.put(newMember(null));
  return set.customers.put({
    id: customerId,
    memberId: member.id,
    emailHash: null,
    checkoutEmailHash: null,
    checkoutEmailAt: null,
    country: null,
    deleted: false,
    erasedAt: null,
    appliedAt: null,
  });
}

/**
 * Puts a customer with the person of its e-mail, the customer object's own before the one typed at Checkout:
 * customers that now share one are merged into the earlier person, a customer that leaves the others becomes a
 * person of its own.
 */
export function assignCustomer(set: WorkingSet, customerId: string, erasedAt: Date | null): void {
  const customer = memberFor(set, customerId);
  const emailHash = customer.emailHash ?? customer.checkoutEmailHash;
  const from = set.members.get(customer.memberId);
  if (!from) throw new Error(`customer ${customerId} belongs to a member that was not loaded`);
  const others = set.customersOf(from.id).filter((other) => other.id !== customerId);
  const sameEmail = emailHash ? set.memberByEmail(emailHash) : undefined;

  if (sameEmail?.id === from.id) return;
  if (sameEmail) {
    if (others.length > 0) move(set, customerId, from, sameEmail);
    else merge(set, from, sameEmail, emailHash);
    return;
  }
  if (others.length > 0) {
    move(set, customerId, from, set.members.put(newMember(emailHash)));
    return;
  }
  set.members.put({ ...from, emailHash, erasedAt: erasedAt ?? from.erasedAt });
}

/** One customer leaves its person for another, taking along what it pays for. */
function move(set: WorkingSet, customerId: string, from: MemberRow, to: MemberRow): void {
  const customer = set.customers.get(customerId);
  if (customer) set.customers.put({ ...customer, memberId: to.id });
  regroup(set, from, to);
}

/** Two people turn out to be one: the later joins the earlier, who keeps the e-mail. */
function merge(set: WorkingSet, one: MemberRow, other: MemberRow, emailHash: string | null): void {
  const [earlier, later] = isEarlier(one, other) ? [one, other] : [other, one];
  set.members.put({ ...later, emailHash: null });
  set.members.put({ ...earlier, emailHash, country: earlier.country ?? later.country });
  for (const customer of set.customersOf(later.id)) set.customers.put({ ...customer, memberId: earlier.id });
  regroup(set, later, earlier);
}

function regroup(set: WorkingSet, from: MemberRow, to: MemberRow): void {
  set.regrouped.add(from.id);
  set.regrouped.add(to.id);
}

function isEarlier(a: MemberRow, b: MemberRow): boolean {
  const at = a.firstJoinedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const bt = b.firstJoinedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return at === bt ? a.id < b.id : at < bt;
}

/** Someone not known before. */
export function newMember(emailHash: string | null): MemberRow {
  return {
    id: newId(),
    emailHash,
    firstJoinedAt: null,
    counted: false,
    countedAs: null,
    countedSince: null,
    country: null,
    erasedAt: null,
    createdAt: new Date(),
  };
}
