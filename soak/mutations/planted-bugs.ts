/** One bug to plant: a small change of text that a tired person could have made. */
export interface PlantedBug {
  name: string;
  /** The seed of a history that saw it once: where to look first. */
  seenBy: number;
  file: string;
  from: string;
  to: string;
}

const IN = "domain/membership/";

/** Ways to count wrong; each must be seen by the histories. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: "a final state is reopened by a late event",
    seenBy: 97,
    file: `${IN}which-fact-wins.ts`,
    from: 'if (isFinalStatus(held.status)) return "stale";',
    to: "if (isFinalStatus(held.status) && !fetched && fact.at < held.appliedAt) return applies;",
  },
  {
    name: "an older event wins",
    seenBy: 62,
    file: `${IN}which-fact-wins.ts`,
    from: 'if (t < T) return "stale";',
    to: "if (t < T) return applies;",
  },
  {
    name: "the later arrival of one second wins",
    seenBy: 44,
    file: `${IN}which-fact-wins.ts`,
    from: "if (t > T) return applies;",
    to: "if (t >= T) return applies;",
  },
  {
    name: "a cancellation waits for an event newer than what is held",
    seenBy: 47,
    file: `${IN}which-fact-wins.ts`,
    from: "if (isFinalStatus(fact.state.status)) return applies;",
    to: 'if (isFinalStatus(fact.state.status)) return fact.at > held.appliedAt ? applies : "stale";',
  },
  {
    name: "two events of one second are taken as settled",
    seenBy: 17,
    file: `${IN}which-fact-wins.ts`,
    from: 'return "unsettled";\n}',
    to: 'return "stale";\n}',
  },
  {
    name: "grace of three days",
    seenBy: 148,
    file: `${IN}counting-policy.ts`,
    from: "export const GRACE_MS = 30 * 86_400_000;",
    to: "export const GRACE_MS = 3 * 86_400_000;",
  },
  {
    name: "a failure that was mended takes later failures with it",
    seenBy: 1001,
    file: `${IN}lateness.ts`,
    from: "lateAt: lateAt.filter((each) => each >= at)",
    to: "lateAt: []",
  },
  {
    name: "every product is a membership",
    seenBy: 2,
    file: `${IN}counting-policy.ts`,
    from: 'some((id) => products.has(id)) ? null : "other_product"',
    to: "some((id) => products.has(id)) ? null : null",
  },
  {
    name: "trials count",
    seenBy: 52,
    file: `${IN}counting-policy.ts`,
    from: '    case "trialing":\n    case "incomplete":',
    to: '    case "trialing":\n      return null;\n    case "incomplete":',
  },
  {
    name: "paused collection counts",
    seenBy: 1,
    file: `${IN}counting-policy.ts`,
    from: 'subscription.collectionPaused ? "paused" : null',
    to: "null",
  },
  {
    name: "free memberships count",
    seenBy: 13,
    file: `${IN}counting-policy.ts`,
    from: ": price <= 0) return",
    to: ": price < 0) return",
  },
  {
    name: "invoiced memberships count before anyone paid",
    seenBy: 13,
    file: `${IN}counting-policy.ts`,
    from: '=== "send_invoice" && !subscription.paidAt',
    to: '=== "send_invoice" && !subscription.amount',
  },
  {
    name: "refunds are forgotten",
    seenBy: 3,
    file: `${IN}counting-policy.ts`,
    from: "  return subscription.moneyBack;",
    to: "  return null;",
  },
  {
    name: "part of the money back is taken for all of it",
    seenBy: 20,
    file: `${IN}money-back.ts`,
    from: "payment.amountRefunded >= payment.amount",
    to: "payment.amountRefunded > 0",
  },
  {
    name: "a dispute that was won still counts against",
    seenBy: 7,
    file: `${IN}money-back.ts`,
    from: 'status === "lost"',
    to: "status !== null",
  },
  {
    name: "a refund outlives the next payment",
    seenBy: 3,
    file: `${IN}take-money.ts`,
    from: "if (a !== b) return a > b;",
    to: "if (a !== b) return b > a;",
  },
  {
    name: "people are told apart by customer alone",
    seenBy: 1,
    file: `${IN}assign-people.ts`,
    from: "const sameEmail = emailHash ? set.memberByEmail(emailHash) : undefined;",
    to: "const sameEmail = emailHash === null ? set.memberByEmail(customerId) : undefined;",
  },
  {
    name: "who has changed their e-mail stays with the old person",
    seenBy: 19,
    file: `${IN}assign-people.ts`,
    from: "    move(set, customerId, from, set.members.put(newMember(emailHash)));\n    return;",
    to: "    return;",
  },
  {
    name: "e-mail addresses are compared with their capitals",
    seenBy: 6,
    file: `${IN}email-hash.ts`,
    from: ".trim().toLowerCase()",
    to: ".trim()",
  },
  {
    name: "coupons are not read when Stripe is asked",
    seenBy: 15,
    file: `${IN}ask-stripe.ts`,
    from: '["discounts.source.coupon", "latest_invoice"]',
    to: '["latest_invoice"]',
  },
  {
    name: "what is in doubt is forgotten instead of asked",
    seenBy: 15,
    file: `${IN}save-changes.ts`,
    from: "const rows = [...set.doubts.values()].map(",
    to: "const rows = [...set.doubts.values()].slice(0, 0).map(",
  },
  {
    name: "gifts that were refunded go on counting",
    seenBy: 7,
    file: `${IN}pass-policy.ts`,
    from: "if (moneyBack) return { reason: moneyBack, nextChangeAt: null };",
    to: "",
  },
  {
    name: "gifts count before their first day",
    seenBy: 16,
    file: `${IN}pass-policy.ts`,
    from: 'if (now < startsAt) return { reason: "not_started", nextChangeAt: startsAt };',
    to: "",
  },
];
