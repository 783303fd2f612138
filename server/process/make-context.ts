import Stripe from "stripe";
import type { Db } from "@/db/client";
import type { Clock, Ctx, Log } from "@/domain/context";
import type { ProgressFeed } from "@/domain/drive/progress-feed";
import { parseImportOrder } from "@/domain/import/import-order";
import type { Settings } from "@/env";

/** The product the emulator's seed calls a membership. */
const DEMO_MEMBERSHIP = "prod_muster_membership";
const DEMO_KEY = "sk_test_demo";
const JUMP_LIMIT_PERCENT = 5;
const STRIPE_TIMEOUT_MS = 20_000;

export interface ContextParts {
  settings: Settings;
  db: Db;
  clock: Clock;
  log: Log;
  feed: ProgressFeed;
  emailHashKey: string;
  /** Where Stripe's API is when it is not Stripe's own host. */
  stripeBase: string | null;
}

export function makeContext({ settings, db, clock, log, feed, emailHashKey, stripeBase }: ContextParts): Ctx {
  const key = settings.stripe.secretKey ?? DEMO_KEY;
  const { membershipProducts } = settings.stripe;
  const isDemo = settings.mode !== "production";
  return {
    db,
    clock,
    log,
    feed,
    stripe: makeStripe(key, stripeBase),
    settings: {
      siteUrl: settings.siteUrl,
      ...(settings.newsroom ? { newsroom: settings.newsroom } : {}),
      emailHashKey,
      membershipProducts: membershipProducts.length === 0 && isDemo ? [DEMO_MEMBERSHIP] : membershipProducts,
      livemode: key.includes("_live_"),
      // The simulator sends readers far faster than any real drive.
      jumpLimitPercent: isDemo ? null : JUMP_LIMIT_PERCENT,
      joinUrl: settings.joinUrl,
      giftUrl: settings.giftUrl,
      accountUrl: settings.accountUrl,
      canMail: isDemo || settings.smtpUrl !== null,
      schedule: {
        orders: settings.importArticles.flatMap((source) => parseImportOrder(source) ?? []),
        everyMinutes: settings.importEveryMinutes,
      },
      ...(settings.importAllowedHost ? { importAllowedHost: settings.importAllowedHost } : {}),
    },
  };
}

function makeStripe(key: string, base: string | null): Stripe {
  const common = { timeout: STRIPE_TIMEOUT_MS, maxNetworkRetries: 1, telemetry: false };
  if (!base) return new Stripe(key, common);
  const { hostname, port, protocol } = new URL(base);
  const isHttps = protocol === "https:";
  return new Stripe(key, {
    ...common,
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (isHttps ? 443 : 80),
    protocol: isHttps ? "https" : "http",
  });
}
