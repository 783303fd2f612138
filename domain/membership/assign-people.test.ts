import { expect, test } from "vitest";
import { assignCustomer, newMember } from "./assign-people";
import { type CustomerRow, WorkingSet } from "./working-set";

const customer = (id: string, memberId: string, emailHash: string | null): CustomerRow => ({
  id,
  memberId,
  emailHash,
  checkoutEmailHash: null,
  checkoutEmailAt: null,
  country: null,
  deleted: false,
  erasedAt: null,
  appliedAt: null,
});

/** Ada with two customers, Ben with one; then one of Ada's has the address that is given. */
function afterChangeTo(emailHash: string | null) {
  const ada = newMember("ada");
  const ben = newMember("ben");
  const set = new WorkingSet({
    members: [ada, ben],
    customers: [
      customer("ada-1", ada.id, emailHash),
      customer("ada-2", ada.id, "ada"),
      customer("ben", ben.id, "ben"),
    ],
    subscriptions: [],
    invoices: [],
    payments: [],
    checkouts: [],
    passes: [],
  });
  assignCustomer(set, "ada-1", null);
  const memberOf = (id: string) => set.members.get(set.customers.get(id)?.memberId);
  return { ada, ben, set, memberOf };
}

test("a customer that takes another's address goes to them, and leaves the rest behind", () => {
  const { ada, ben, set, memberOf } = afterChangeTo("ben");
  expect(memberOf("ada-1")?.id).toBe(ben.id);
  expect(memberOf("ada-2")?.id).toBe(ada.id);
  expect([...set.regrouped].sort()).toEqual([ada.id, ben.id].sort());
});

test("a customer with an address of its own becomes a person of its own", () => {
  const { ada, set, memberOf } = afterChangeTo("eve");
  expect(memberOf("ada-1")).toMatchObject({ emailHash: "eve" });
  expect(memberOf("ada-1")?.id).not.toBe(ada.id);
  expect(memberOf("ada-2")?.id).toBe(ada.id);
  expect([...set.members.all()]).toHaveLength(3);
});

test("a customer that keeps its address stays", () => {
  const { ada, set, memberOf } = afterChangeTo("ada");
  expect(memberOf("ada-1")?.id).toBe(ada.id);
  expect(set.regrouped.size).toBe(0);
});
