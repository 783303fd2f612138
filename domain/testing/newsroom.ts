import type { Engine } from "@/db/client";
import { openTestDatabase } from "@/db/testing/open-test-database";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { MemoryFeed } from "@/domain/drive/memory-feed";
import { type Emulator, startEmulator } from "../../stripe-emulator/start";
import { quietContext } from "./quiet-context";

const DAY_MS = 86_400_000;

/** A newsroom under test: a real database, a running emulator, and a drive at 0. */
export interface Newsroom {
  ctx: Ctx;
  emulator: Emulator;
  /** Where the database is; null on PGlite. */
  databaseUrl: string | null;
  /** Moves the emulator's and so the newsroom's clock. */
  advance(seconds: number): Promise<void>;
  control(path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

export async function openNewsroom(engine: Engine): Promise<Newsroom> {
  const database = await openTestDatabase(engine);
  const emulator = await startEmulator({ seed: "demo" });
  const ctx: Ctx = {
    ...quietContext({
      emailHashKey: "a key for tests only",
      stripePort: emulator.port,
      now: () => new Date(emulator.world.clock.nowMs()),
      canMail: true,
    }),
    db: database.db,
    feed: new MemoryFeed(),
  };
  await createDrive(ctx, {
    slug: "25000",
    title: { en: "25,000 members" },
    message: { en: "Help us reach 25,000 members." },
    goal: 25_000,
    startsAt: new Date(ctx.clock.now().getTime() - DAY_MS),
    endsAt: new Date(ctx.clock.now().getTime() + 400 * DAY_MS),
    timezone: "Europe/Kyiv",
    published: true,
  });
  const control = async (path: string, body: object = {}) => {
    const res = await fetch(`${emulator.url}/_emulator/${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!res.ok) throw new Error(await res.text());
    return res.json();
  };
  return {
    ctx,
    databaseUrl: database.url,
    emulator,
    control,
    advance: async (seconds) => {
      await control("advance", { seconds });
    },
    close: async () => {
      await emulator.stop();
      await database.close();
    },
  };
}
