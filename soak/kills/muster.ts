import { inArray } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { installation, stripeEvents } from "@/db/schema";
import { verify } from "@/domain/verify/verify";
import { openLoneMuster } from "../world/lone-muster";
import type { Answer, Question } from "./questions";

/** The process that is killed: a Muster on the database it is told, answering what its parent asks about it. */
const [where = "", engine = "", template = ""] = process.argv.slice(2);
const database = await openDatabase(
  engine === "postgres" ? { url: where, poolSize: 5 } : { dataDir: where, template },
);
await migrate(database.db, "db/migrations");
const { ctx, door } = await openLoneMuster(database.db);

async function answer({ ids }: Question): Promise<Answer> {
  const kept: string[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    const rows = await ctx.db
      .select({ id: stripeEvents.id })
      .from(stripeEvents)
      .where(inArray(stripeEvents.id, some));
    kept.push(...rows.map(({ id }) => id));
  }
  const held = new Set(kept);
  const [{ total } = { total: -1 }] = await ctx.db.select().from(installation);
  const { differences } = await verify(ctx);
  return { missing: ids.filter((id) => !held.has(id)), total, differences };
}

process.on("message", (question: Question) => {
  answer(question).then(
    (found) => process.send?.(found),
    (error: unknown) => process.send?.({ missing: [], total: -1, differences: [String(error)] }),
  );
});
process.send?.({ ready: door.url });
