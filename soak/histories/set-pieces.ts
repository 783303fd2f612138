import type { ActName } from "./acts";

/** Days to let pass, drawn between the two. */
type Days = readonly [from: number, to: number];

/**
 * Beginnings that chance alone hardly ever finds, though each asks something of its own of the policy: late for some
 * part of the grace, money back before and after the next payment, terms running out, two people becoming one.
 */
export const SET_PIECES: readonly (readonly (ActName | Days)[])[] = [
  ["join", "stayLate", [32, 75]],
  ["join", "stayLate", [32, 45], "payInvoice", [1, 40]],
  ["join", "refund", [20, 40]],
  ["join", [25, 34], "refund", "failRenewal", [25, 34]],
  ["join", "dispute", [1, 20], "closeDispute", [1, 35]],
  ["join", "subscribe", "payInvoice", "cancelNow"],
  ["join", "cancelAt", "cancelNow", "discount"],
  ["join", "join", "changeEmail", "changeEmail"],
  ["giveMembership", [20, 40], "join"],
  ["buyPass", "changeEmail", [20, 40]],
  ["giveMembership", "buyPass", "refundTerm", [5, 30]],
];
