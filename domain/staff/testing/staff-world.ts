import Stripe from "stripe";
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import type { Ctx } from "@/domain/context";
import { chooseCurrent, type DriveSnapshot } from "@/domain/drive/progress";
import { createStaffAuth } from "@/domain/staff/auth";
import { signInStaff } from "@/domain/staff/sign-in";

const SITE_URL = "http://localhost:3000";

/** A newsroom in memory: empty database with our tables, a running drive, and sign-in with a clock tests may move. */
export async function openStaffWorld() {
  const database = await openDatabase({});
  await migrate(database.db, "db/migrations");
  const time = { now: new Date("2026-11-23T12:00:00Z") };
  const ctx: Ctx = {
    db: database.db,
    stripe: new Stripe("sk_test_unused"),
    clock: { now: () => time.now },
    log: { debug() {}, info() {}, warn() {}, error() {} },
    settings: {
      siteUrl: SITE_URL,
      emailHashKey: "a key for tests",
      membershipProducts: [],
      livemode: false,
      joinUrl: null,
      giftUrl: null,
      accountUrl: null,
    },
    feed: feedOf([runningDrive()]),
  };
  const auth = createStaffAuth({
    db: database.db,
    secret: "0123456789abcdef0123456789abcdef",
    baseUrl: SITE_URL,
    mode: "production",
    log: ctx.log,
    now: () => time.now,
  });

  /** Signs in and returns the request headers a browser would send from then on. */
  const signIn = async (email: string, password: string, headers: Record<string, string> = {}) => {
    const { cookies } = await signInStaff(ctx, auth, { email, password }, new Headers(headers));
    return new Headers({ ...headers, cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; ") });
  };

  return { ctx, auth, db: database.db, time, signIn, close: () => database.close() };
}

export type StaffWorld = Awaited<ReturnType<typeof openStaffWorld>>;

function feedOf(first: DriveSnapshot[]): Ctx["feed"] {
  const held = new Map(first.map((snapshot) => [snapshot.progress.drive, snapshot]));
  return {
    publish: (snapshots) => {
      for (const snapshot of snapshots) held.set(snapshot.progress.drive, snapshot);
    },
    read: (slug) => (slug === "current" ? chooseCurrent([...held.values()]) : held.get(slug)),
    all: () => [...held.values()],
  };
}

function runningDrive(): DriveSnapshot {
  return {
    title: { en: "25,000 members" },
    message: { en: "Help us reach 25,000 members." },
    progress: {
      drive: "25000",
      title: "25,000 members",
      message: "Help us reach 25,000 members.",
      count: 12_345,
      goal: 25_000,
      stretchGoal: null,
      remaining: 12_655,
      percent: 49.38,
      counting: "total",
      state: "running",
      final: false,
      held: null,
      reachedAt: null,
      startsAt: "2026-09-01T00:00:00Z",
      endsAt: "2026-12-31T22:00:00Z",
      timezone: "Europe/Kyiv",
      breakdown: { subscriptions: 12_000, gifts: 45, passes: 100, sources: 200 },
      version: 1,
      asOf: "2026-11-23T12:00:00.000Z",
      verifiedAt: "2026-11-23T11:45:00.000Z",
      joinUrl: "http://localhost:3000/join",
    },
  };
}
