import type { Random } from "../random";
import type { StripeAccount } from "./stripe-account";

/** What an act may use: the account, chance, and whom the history knows so far. */
export interface Scene {
  account: StripeAccount;
  random: Random;
  /** Unix seconds. */
  now(): number;
  subscriptions: string[];
  customers: string[];
  /** Open invoices of subscriptions in a status. */
  invoices(status: (of: string) => boolean): string[];
  disputes: string[];
  /** Payments of gifts and passes. */
  terms: string[];
  prices: Record<string, string>;
  coupons: string[];
}

export type Act = (scene: Scene) => Promise<unknown>;

/** Whoever it is about: few, so that people meet. */
export const EMAILS = [
  "ada@r.example",
  "Ada@R.example ",
  "ben@r.example",
  "eve@r.example",
  "ivo@r.example",
] as const;
