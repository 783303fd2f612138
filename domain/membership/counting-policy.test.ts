import { describe, expect, test } from "vitest";
import {
  type CountableSubscription,
  decideSubscription,
  POLICY_VERSION,
  REASONS,
  type Reason,
} from "./counting-policy";
import { SUBSCRIPTION_STATUSES } from "./subscription-status";
import { foreignEvent } from "./whose-event";

const NOW = new Date("2026-11-25T12:00:00Z");
const DAY_MS = 86_400_000;
const MEMBERSHIPS = new Set(["prod_membership", "prod_patron"]);

const days = (n: number) => new Date(NOW.getTime() + n * DAY_MS);

/** Someone who pays 5 € a month, but for what a case says. */
function subscription(but: Partial<CountableSubscription> = {}): CountableSubscription {
  return {
    status: "active",
    productIds: ["prod_membership"],
    amount: 500,
    amountAfterDiscounts: 500,
    discountEndsAt: null,
    collectionMethod: "charge_automatically",
    collectionPaused: false,
    currentPeriodEnd: days(20),
    cancelAt: null,
    cancelAtPeriodEnd: false,
    pastDueSince: null,
    paidAt: days(-10),
    moneyBack: null,
    ...but,
  };
}

const late = (since: number) => ({ status: "past_due" as const, pastDueSince: days(since) });
const invoiced = { collectionMethod: "send_invoice" as const };

const CASES: [what: string, but: Partial<CountableSubscription>, reason: Reason | null][] = [
  ["who pays", {}, null],
  ["who pays for a year", { currentPeriodEnd: days(300), amount: 5_000, amountAfterDiscounts: 5_000 }, null],
  ["trialing", { status: "trialing" }, "trialing"],
  ["incomplete", { status: "incomplete" }, "incomplete"],
  ["incomplete for good", { status: "incomplete_expired" }, "expired"],
  ["unpaid", { status: "unpaid" }, "unpaid"],
  ["a paused status", { status: "paused" }, "paused"],
  ["canceled", { status: "canceled" }, "canceled"],

  ["late since today", late(0), null],
  ["late for 29 days", late(-29), null],
  ["a moment before 30 days", { status: "past_due", pastDueSince: new Date(days(-30).getTime() + 1) }, null],
  ["late for 30 days", late(-30), "past_due_too_long"],
  ["late for 31 days", late(-31), "past_due_too_long"],
  ["late, not known since when", { status: "past_due" }, null],
  ["active, once late long ago", { pastDueSince: days(-90) }, null],

  ["free", { amount: 0, amountAfterDiscounts: 0 }, "free"],
  ["wholly discounted", { amountAfterDiscounts: 0 }, "free"],
  ["discounted below nothing", { amountAfterDiscounts: -100 }, "free"],
  ["discounted to a cent", { amountAfterDiscounts: 1 }, null],
  ["discounts not known yet", { amountAfterDiscounts: null }, null],
  ["free, discounts not known yet", { amount: 0, amountAfterDiscounts: null }, "free"],
  ["metered and paid once", { amount: null, amountAfterDiscounts: null }, null],
  ["metered, nothing paid yet", { amount: null, amountAfterDiscounts: null, paidAt: null }, "free"],

  ["invoiced and paid", invoiced, null],
  ["invoiced, nothing paid yet", { ...invoiced, paidAt: null }, "invoice_unpaid"],
  ["invoiced, paid once and late now", { ...invoiced, ...late(-5) }, null],
  ["charged, payment not heard of yet", { paidAt: null }, null],

  ["paused collection", { collectionPaused: true }, "paused"],
  ["paused collection while late", { collectionPaused: true, ...late(-2) }, "paused"],

  ["money refunded", { moneyBack: "refunded" }, "refunded"],
  ["a dispute lost", { moneyBack: "dispute_lost" }, "dispute_lost"],
  ["refunded while leaving", { moneyBack: "refunded", cancelAtPeriodEnd: true }, "refunded"],

  ["leaving at the period's end", { cancelAtPeriodEnd: true }, null],
  ["leaving on a day", { cancelAt: days(3) }, null],
  ["a moment before the end", { cancelAt: new Date(NOW.getTime() + 1) }, null],
  ["at the very end", { cancelAt: NOW }, "ended"],
  ["past the day", { cancelAt: days(-1) }, "ended"],
  ["past the period's end", { cancelAtPeriodEnd: true, currentPeriodEnd: days(-1) }, "ended"],
  ["past the period's end, not leaving", { currentPeriodEnd: days(-1) }, null],
  ["the day before the period's end", { cancelAt: days(-1), cancelAtPeriodEnd: true }, "ended"],

  ["a product of the shop", { productIds: ["prod_print"] }, "other_product"],
  ["no product", { productIds: [] }, "other_product"],
  ["the membership beside a tote bag", { productIds: ["prod_bag", "prod_patron"] }, null],
  ["of the shop and canceled", { productIds: ["prod_print"], status: "canceled" }, "other_product"],
];

test("this is version 1, the one that readers are shown", () => {
  expect(POLICY_VERSION).toBe(1);
});

test.each(CASES)("%s", (_what, but, reason) => {
  expect(decideSubscription(subscription(but), MEMBERSHIPS, NOW).reason).toBe(reason);
});

test("every status and every reason is in the table", () => {
  expect(new Set(CASES.map(([, but]) => but.status ?? "active"))).toEqual(new Set(SUBSCRIPTION_STATUSES));
  expect(new Set(CASES.flatMap(([, , reason]) => reason ?? []))).toEqual(new Set(REASONS));
});

test("with nothing on the list of products nobody counts", () => {
  expect(decideSubscription(subscription(), new Set(), NOW).reason).toBe("other_product");
});

describe("leaving, and when time alone changes the answer", () => {
  const decide = (but: Partial<CountableSubscription>) => {
    const { leavingAt, nextChangeAt } = decideSubscription(subscription(but), MEMBERSHIPS, NOW);
    return [leavingAt, nextChangeAt];
  };

  test("who stays has neither", () => expect(decide({})).toEqual([null, null]));
  test("a portal cancellation that only sets a day is leaving on it", () =>
    expect(decide({ cancelAt: days(5) })).toEqual([days(5), days(5)]));
  test("at the period's end", () =>
    expect(decide({ cancelAtPeriodEnd: true })).toEqual([days(20), days(20)]));
  test("a day that is set goes before the period's end", () =>
    expect(decide({ cancelAt: days(2), cancelAtPeriodEnd: true })).toEqual([days(2), days(2)]));
  test("late: the end of the 30 days", () => expect(decide(late(-10))).toEqual([null, days(20)]));
  test("late and leaving: whichever comes first", () => {
    expect(decide({ ...late(-10), cancelAt: days(5) })).toEqual([days(5), days(5)]);
    expect(decide({ ...late(-29), cancelAt: days(5) })).toEqual([days(5), days(1)]);
  });
  test("who does not count is not leaving", () =>
    expect(decide({ status: "unpaid", cancelAtPeriodEnd: true })).toEqual([null, null]));
  test("free until the discount ends", () => {
    expect(decide({ amountAfterDiscounts: 0, discountEndsAt: days(9) })).toEqual([null, days(9)]);
    expect(decide({ amountAfterDiscounts: 0, discountEndsAt: days(-9) })).toEqual([null, null]);
  });
});

test.each([
  ["a test event on a live key", { livemode: false, account: null }, true, null, "other_mode"],
  ["a live event on a test key", { livemode: true, account: null }, false, null, "other_mode"],
  ["our mode, no account named", { livemode: true, account: null }, true, "acct_ours", null],
  ["our mode, our account", { livemode: true, account: "acct_ours" }, true, "acct_ours", null],
  ["another account", { livemode: true, account: "acct_theirs" }, true, "acct_ours", "other_account"],
  ["an account, ours not known yet", { livemode: true, account: "acct_theirs" }, true, null, null],
  ["both", { livemode: false, account: "acct_theirs" }, true, "acct_ours", "other_mode"],
] as const)("whose event: %s", (_what, event, livemode, account, foreign) => {
  expect(foreignEvent(event, { livemode, account })).toBe(foreign);
});
