import type { Db, Tx } from "@/db/client";
import type { Ctx } from "@/domain/context";
import { MemoryFeed } from "@/domain/drive/memory-feed";

/** Ends a rehearsal: thrown inside its transaction so that nothing of it stays. */
class Rehearsed<T> extends Error {
  constructor(readonly result: T) {
    super("a rehearsal is never committed");
  }
}

/** Runs verbs in one transaction; what they publish goes out only after its commit, at its last version. */
export async function inOneCommit<T>(ctx: Ctx, work: (inside: Ctx) => Promise<T>): Promise<T> {
  const feed = new MemoryFeed();
  const result = await ctx.db.transaction((tx) => work({ ...ctx, db: joined(tx), feed }));
  if (feed.all().length > 0) ctx.feed.publish(feed.all());
  return result;
}

/** Runs verbs to see their effect and takes everything back: how a change by people is shown before it is made. */
export async function rehearse<T>(ctx: Ctx, work: (inside: Ctx) => Promise<T>): Promise<T> {
  try {
    await ctx.db.transaction(async (tx) => {
      throw new Rehearsed(await work({ ...ctx, db: joined(tx), feed: new MemoryFeed() }));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as T;
    throw error;
  }
  throw new Error("a rehearsal was committed");
}

/**
 * The transaction as a database whose own transactions are parts of it. A savepoint for each would cost a round trip
 * more and save nothing, as all of it is committed or nothing; PGlite does not survive many with a NOTIFY in them.
 */
function joined(tx: Tx): Db {
  const db: Db = Object.create(tx, { transaction: { value: (work: (tx: Tx) => unknown) => work(tx) } });
  return db;
}
