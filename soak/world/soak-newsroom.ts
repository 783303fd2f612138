import type { Database } from "@/db/client";
import { emptyDatabase } from "@/db/testing/empty-database";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { MEMBERSHIP, quietContext } from "@/domain/testing/quiet-context";
import { ProgressHub } from "@/server/live/progress-hub";
import { type Door, openDoor } from "@/server/testing/open-door";
import { type Emulator, startEmulator } from "../../stripe-emulator/start";

export const SECRET = "whsec_soak";
export const EMAIL_HASH_KEY = "a key for soaks only";
/** Memberships of two lines: the shop's print edition is not one. */
export const MEMBERSHIPS = [MEMBERSHIP];

const START_MS = Date.UTC(2027, 0, 15, 10);
const DAY_MS = 86_400_000;

/** One Muster of a newsroom: its own context, hub and listener, on a database it may share. */
export interface Instance {
  ctx: Ctx;
  hub: ProgressHub;
  door: Door;
}

/** A newsroom to play histories in: an emulator whose clock stands still, a database, and Musters on it. */
export interface SoakNewsroom {
  emulator: Emulator;
  instances: Instance[];
  /** An empty database and an empty Stripe, at the same second every time. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens Musters on databases that are one: two connections pools on PostgreSQL, one handle on PGlite. */
export async function openSoakNewsroom(databases: readonly Database[]): Promise<SoakNewsroom> {
  const emulator = await startEmulator({ seed: "demo" });
  const instances: Instance[] = [];
  const quiet = quietContext({
    emailHashKey: EMAIL_HASH_KEY,
    stripePort: emulator.port,
    now: () => new Date(emulator.clock.nowMs()),
  });
  for (const { db } of databases) {
    const hub = new ProgressHub();
    const ctx: Ctx = { ...quiet, db, feed: hub };
    instances.push({ ctx, hub, door: await openDoor({ ctx, hub, secrets: [SECRET] }) });
  }
  const first = instances[0];
  if (!first) throw new Error("a newsroom needs a database");
  return {
    emulator,
    instances,
    reset: async () => {
      await resetEmulator(emulator);
      await emptyDatabase(first.ctx.db, new Date(START_MS));
      for (const { hub } of instances) hub.publish(await startDrive(first.ctx, hub === first.hub));
    },
    close: async () => {
      for (const { door } of instances) await door.close();
      await emulator.stop();
    },
  };
}

async function startDrive(ctx: Ctx, isFirst: boolean) {
  if (isFirst) {
    await createDrive(ctx, {
      slug: "soak",
      title: { en: "A drive" },
      message: { en: "Help us." },
      goal: 1_000,
      startsAt: new Date(START_MS - DAY_MS),
      endsAt: new Date(START_MS + 4_000 * DAY_MS),
      timezone: "Europe/Kyiv",
      published: true,
    });
  }
  return [...ctx.feed.all()];
}

async function resetEmulator(emulator: Emulator): Promise<void> {
  const res = await fetch(`${emulator.url}/_emulator/reset`, { method: "POST", body: "{}" });
  if (!res.ok) throw new Error(await res.text());
  emulator.clock.standStillAt(START_MS);
}
