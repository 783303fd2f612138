import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import type { Ctx } from "@/domain/context";
import { createDrive } from "@/domain/drive/create-drive";
import { loadSnapshots } from "@/domain/drive/load-snapshots";
import { MemoryFeed } from "@/domain/drive/memory-feed";
import { verify } from "@/domain/verify/verify";
import { makeManyMembers } from "./many-members";
import { MEMBERSHIP, quietContext } from "./quiet-context";

const DAY_MS = 86_400_000;
const YEARS_DAYS = 400;
const LEFT_DAYS = 30;

/** A newsroom on PostgreSQL that has run one drive for over a year. */
export interface GrownNewsroom {
  /** Reads the drives' figures anew, as every instance does every five seconds. */
  reread(): Promise<void>;
  /** What does not agree of totals, ledger, rows and breakdown; and how many rows the ledger has. */
  check(): Promise<{ differences: string[]; ledgerRows: number; total: number }>;
  close(): Promise<void>;
}

/** Migrates an empty database and lets `members` people come to count in it. */
export async function growNewsroom(
  url: string,
  { members, onBatch }: { members: number; onBatch?: (people: number) => void },
): Promise<GrownNewsroom> {
  const database = await openDatabase({ url, poolSize: 2 });
  await migrate(database.db, "db/migrations");
  const to = new Date();
  const from = new Date(to.getTime() - YEARS_DAYS * DAY_MS);
  const ctx: Ctx = {
    ...quietContext({ emailHashKey: "a key for measuring only" }),
    db: database.db,
    feed: new MemoryFeed(),
  };
  const then: Ctx = { ...ctx, clock: { now: () => from } };
  await createDrive(then, {
    slug: "growth",
    title: { en: "A long drive" },
    message: { en: "Help us." },
    goal: Math.ceil(members * 1.1),
    startsAt: from,
    endsAt: new Date(to.getTime() + LEFT_DAYS * DAY_MS),
    timezone: "Europe/Kyiv",
    published: true,
  });
  await makeManyMembers(then, { members, from, to, productId: MEMBERSHIP, onBatch });
  return {
    reread: async () => {
      await loadSnapshots(ctx);
    },
    check: () => verify(ctx),
    close: () => database.close(),
  };
}
