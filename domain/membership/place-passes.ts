import { newMember } from "./assign-people";
import type { PassRow, WorkingSet } from "./working-set";

/**
 * Gives every gift and pass its person, once all facts were taken: a pass its buyer, a gift the person of the
 * recipient's address, and a gift to nobody known a person of its own until it is redeemed.
 */
export function placePasses(set: WorkingSet): void {
  for (const pass of set.passes.all()) {
    const memberId = personOf(set, pass);
    if (memberId === pass.memberId) continue;
    set.passes.put({ ...pass, memberId });
    if (!pass.memberId) continue;
    set.regrouped.add(pass.memberId);
    if (memberId) set.regrouped.add(memberId);
  }
  for (const [id, touch] of set.touchedPasses) {
    const memberId = set.passes.get(id)?.memberId;
    if (memberId) set.touched.set(memberId, touch);
  }
}

function personOf(set: WorkingSet, pass: PassRow): string | null {
  if (pass.kind === "pass") return set.customers.get(pass.customerId)?.memberId ?? pass.memberId;
  if (!pass.recipientHash) return pass.memberId ?? set.members.put(newMember(null)).id;
  const known = set.memberByEmail(pass.recipientHash);
  if (known) return known.id;
  const own = set.members.get(pass.memberId);
  // A gift that was nobody's yet is the new person already: it takes the address, and nobody comes or goes.
  if (own && !own.emailHash && !own.erasedAt && set.customersOf(own.id).length === 0) {
    return set.members.put({ ...own, emailHash: pass.recipientHash }).id;
  }
  return set.members.put(newMember(pass.recipientHash)).id;
}
