import Stripe from "stripe";
import type { Ctx } from "@/domain/context";

/** The product that counts where nothing else is said. */
export const MEMBERSHIP = "prod_muster_membership";

/** Where nobody listens: whatever asks Stripe fails at once. */
const NOWHERE = 9;

export interface QuietOptions {
  emailHashKey: string;
  /** Of an emulator on this machine; without it nothing can be asked of Stripe. */
  stripePort?: number;
  now?: () => Date;
  canMail?: boolean;
}

/** What tests, soaks and measurements run on, but for a database and a feed: no log, no limits, one product. */
export function quietContext(options: QuietOptions): Omit<Ctx, "db" | "feed"> {
  const { emailHashKey, stripePort = NOWHERE, now = () => new Date(), canMail = false } = options;
  const quiet = () => {};
  return {
    stripe: new Stripe("sk_test_quiet", {
      host: "127.0.0.1",
      port: stripePort,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    }),
    clock: { now },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    settings: {
      siteUrl: "http://localhost:3000",
      emailHashKey,
      membershipProducts: [MEMBERSHIP],
      livemode: false,
      jumpLimitPercent: null,
      canMail,
      joinUrl: null,
      giftUrl: null,
      accountUrl: null,
    },
  };
}
