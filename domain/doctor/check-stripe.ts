import type Stripe from "stripe";
import { installation } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { answeredAt } from "@/domain/membership/ask-stripe";
import { type Finding, ill, unsure, well } from "./finding";

type Ask = (stripe: Stripe) => Promise<unknown>;

/** What counting reads, by the name that Stripe's page of restricted keys gives it. */
const READS: readonly (readonly [string, Ask])[] = [
  ["Subscriptions", (stripe) => stripe.subscriptions.list({ limit: 1 })],
  ["Customers", (stripe) => stripe.customers.list({ limit: 1 })],
  ["Invoices", (stripe) => stripe.invoices.list({ limit: 1 })],
  ["Charges and refunds", (stripe) => stripe.refunds.list({ limit: 1 })],
  ["Payment Intents", (stripe) => stripe.paymentIntents.list({ limit: 1 })],
  ["Disputes", (stripe) => stripe.disputes.list({ limit: 1 })],
  ["Events", (stripe) => stripe.events.list({ limit: 1 })],
  ["Products", (stripe) => stripe.products.list({ limit: 1 })],
  ["Prices", (stripe) => stripe.prices.list({ limit: 1 })],
];

const WRITES = "Checkout Sessions, Customers and Customer portal";
const FINE_CLOCK_MS = 10_000;

/** Whether the key is good and may read what counting reads. Only reads are tried: nothing in Stripe is changed. */
export async function checkKey(ctx: Ctx): Promise<Finding[]> {
  const mode = ctx.settings.livemode ? "live" : "test";
  const denied: string[] = [];
  for (const [name, ask] of READS) {
    try {
      await ask(ctx.stripe);
    } catch (error) {
      const problem = keyProblem(error);
      if (problem) return [problem];
      denied.push(name);
    }
  }
  if (denied.length > 0) {
    return [
      ill(
        "Stripe key",
        `it may not read ${denied.join(", ")}`,
        "Edit the key in Stripe (Developers, API keys) and allow Read for each of these.",
      ),
    ];
  }
  const found = [well("Stripe key", `works, in ${mode} mode, and may read all that counting reads`)];
  return isCounterOnly(ctx) ? found : [...found, writesFinding(ctx)];
}

/** Trying to write would write, so the doctor only says what is needed. */
function writesFinding({ settings }: Ctx): Finding {
  return settings.siteUrl
    ? unsure(
        "Stripe key",
        "writing is not tried, so that nothing is changed",
        `Joining on this site needs Write for ${WRITES}. With the newsroom's own pages (JOIN_URL, ACCOUNT_URL) a read-only key is enough.`,
      )
    : well("Stripe key", "no site to join on");
}

function isCounterOnly({ settings }: Ctx): boolean {
  return settings.joinUrl !== null && settings.accountUrl !== null;
}

function keyProblem(error: unknown): Finding | null {
  const { statusCode, type, message } = error as { statusCode?: number; type?: string; message?: string };
  if (statusCode === 403) return null;
  if (statusCode === 401) {
    return ill(
      "Stripe key",
      "Stripe refuses it",
      "Copy STRIPE_SECRET_KEY anew from Stripe (Developers, API keys).",
    );
  }
  if (type === "StripeConnectionError") {
    return ill(
      "Stripe key",
      "Stripe cannot be reached",
      "Check that this machine may open https://api.stripe.com.",
    );
  }
  return ill("Stripe key", message ?? "Stripe answered with an error", "Try again in a minute.");
}

/** Whether the account is the one this Muster has counted so far. */
export async function checkAccount(ctx: Ctx): Promise<Finding[]> {
  const [state] = await ctx.db.select().from(installation);
  try {
    const account = await ctx.stripe.accounts.retrieveCurrent();
    if (state?.stripeAccount && state.stripeAccount !== account.id) {
      return [
        ill(
          "Stripe account",
          `the key is of ${account.id}, this Muster counts ${state.stripeAccount}`,
          "Use the key of that account, or start with an empty database.",
        ),
      ];
    }
    return [well("Stripe account", account.id)];
  } catch {
    return [];
  }
}

/** Whether this machine's time is Stripe's: signatures are refused beyond 300 seconds. */
export async function checkClock(ctx: Ctx): Promise<Finding[]> {
  try {
    const theirs = answeredAt(await ctx.stripe.events.list({ limit: 1 }));
    const apart = Math.abs(ctx.clock.now().getTime() - theirs.getTime());
    const seconds = Math.round(apart / 1000);
    return apart <= FINE_CLOCK_MS
      ? [well("Clock", "agrees with Stripe's")]
      : [
          ill(
            "Clock",
            `is ${seconds} s away from Stripe's`,
            "Turn on time synchronisation (NTP) on this machine.",
          ),
        ];
  } catch {
    return [];
  }
}
