import { desc, eq, lt, sql } from "drizzle-orm";
import { instances } from "@/db/schema";
import type { Ctx } from "@/domain/context";

const FORGOTTEN = sql`now() - interval '1 hour'`;

/** A process that serves the newsroom. */
export interface Instance {
  id: string;
  host: string;
  startedAt: Date;
  version: number;
  /** Seconds since it was heard of, by the database's clock. */
  quietFor: number;
}

/** Says that this process is there and which version it shows. */
export async function beat(
  ctx: Ctx,
  instance: Pick<Instance, "id" | "host" | "startedAt" | "version">,
): Promise<void> {
  const { version } = instance;
  await ctx.db
    .insert(instances)
    .values({ ...instance, seenAt: sql`now()` })
    .onConflictDoUpdate({ target: instances.id, set: { seenAt: sql`now()`, version } });
  await ctx.db.delete(instances).where(lt(instances.seenAt, FORGOTTEN));
}

/** Says that this process ends. */
export async function leave(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.delete(instances).where(eq(instances.id, id));
}

/** The processes heard of within the hour, the oldest last. */
export async function listInstances(ctx: Ctx): Promise<Instance[]> {
  return ctx.db
    .select({
      id: instances.id,
      host: instances.host,
      startedAt: instances.startedAt,
      version: instances.version,
      quietFor: sql<number>`extract(epoch from now() - ${instances.seenAt})::float8`,
    })
    .from(instances)
    .orderBy(desc(instances.startedAt));
}
