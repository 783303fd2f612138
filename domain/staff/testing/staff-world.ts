import { createHash } from "node:crypto";
import Stripe from "stripe";
import { openTestDatabase } from "@/db/testing/open-test-database";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { MemoryFeed } from "@/domain/drive/memory-feed";
import { createStaffAuth, type Passwords } from "@/domain/staff/auth";
import { signInStaff } from "@/domain/staff/sign-in";

const SITE_URL = "http://localhost:3000";

/** The real ones take a fifth of a second each, as they should. */
const QUICK_PASSWORDS: Passwords = {
  hash: async (password) => `quick ${createHash("sha256").update(password).digest("hex")}`,
  verify: async ({ hash, password }) => hash === (await QUICK_PASSWORDS.hash(password)),
};

/** A newsroom in memory: empty database with our tables, a running drive, and sign-in with a clock tests may move. */
export async function openStaffWorld() {
  const database = await openTestDatabase("pglite");
  const time = { now: new Date("2026-11-23T12:00:00Z") };
  const ctx: Ctx = {
    db: database.db,
    // Nobody listens there: what asks Stripe is told so at once.
    stripe: new Stripe("sk_test_unused", {
      host: "127.0.0.1",
      port: 9,
      protocol: "http",
      maxNetworkRetries: 0,
      telemetry: false,
    }),
    clock: { now: () => time.now },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    settings: {
      siteUrl: SITE_URL,
      emailHashKey: "a key for tests",
      membershipProducts: [],
      livemode: false,
      jumpLimitPercent: null,
      joinUrl: null,
      giftUrl: null,
      accountUrl: null,
      canMail: true,
    },
    feed: new MemoryFeed(),
  };
  await createDrive(ctx, {
    slug: "25000",
    title: { en: "25,000 members" },
    message: { en: "Help us reach 25,000 members." },
    goal: 25_000,
    startsAt: new Date("2026-09-01T00:00:00Z"),
    endsAt: new Date("2026-12-31T22:00:00Z"),
    timezone: "Europe/Kyiv",
    published: true,
  });
  const auth = createStaffAuth({
    db: database.db,
    secret: "0123456789abcdef0123456789abcdef",
    baseUrl: SITE_URL,
    mode: "production",
    log: ctx.log,
    now: () => time.now,
    passwords: QUICK_PASSWORDS,
  });

  /** Signs in and returns the request headers a browser would send from then on. */
  const signIn = async (email: string, password: string, headers: Record<string, string> = {}) => {
    const { cookies } = await signInStaff(ctx, auth, { email, password }, new Headers(headers));
    return new Headers({ ...headers, cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
  };

  return { ctx, auth, db: database.db, time, signIn, close: () => database.close() };
}

export type StaffWorld = Awaited<ReturnType<typeof openStaffWorld>>;
