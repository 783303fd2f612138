import type Stripe from "stripe";
import type { Db } from "@/db/client";
import type { ProgressFeed } from "./drive/progress-feed";
import type { ImportOrder } from "./import/import-order";

/** The time rules go by. Production uses the system's; demo and dev follow the emulator's. */
export interface Clock {
  now(): Date;
}

/** Structured log; fields first, as pino has it. Never give it an e-mail address or a secret. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** How a newsroom that is not the sample one is called. */
export interface NewsroomName {
  name: string;
  /** One line beneath the name on the front page. */
  tagline: string | null;
}

/** The settings rules depend on, already validated (env.ts). */
export interface DomainSettings {
  /** Public origin without a trailing slash. */
  siteUrl: string;
  /** Left out in the demo: the sample newsroom. */
  newsroom?: NewsroomName;
  /** Key of the e-mail HMAC; never rotated. */
  emailHashKey: string;
  /** Product ids that are memberships; staff may tick more (table `products`). */
  membershipProducts: readonly string[];
  /** Whether the Stripe key is a live one: events of the other mode are not ours. */
  livemode: boolean;
  /** Percent of the goal that webhooks alone may move a drive in ten minutes, unless the database says otherwise. */
  jumpLimitPercent: number | null;
  /** The newsroom's own pages in place of ours (counter-only use). */
  joinUrl: string | null;
  giftUrl: string | null;
  accountUrl: string | null;
  /** Whether there is a mail server to send gifts through. */
  canMail: boolean;
  /** One `host` or `host:port` on a private network that articles may be imported from. */
  importAllowedHost?: string;
  /** Sources of articles that are imported by themselves. */
  schedule?: { orders: readonly ImportOrder[]; everyMinutes: number };
}

/** What every verb of the domain gets from its caller. */
export interface Ctx {
  db: Db;
  stripe: Stripe;
  clock: Clock;
  log: Log;
  settings: DomainSettings;
  feed: ProgressFeed;
}
