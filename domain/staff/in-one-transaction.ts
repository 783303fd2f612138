import type { Ctx } from "@/domain/context";
import type { DriveSnapshot } from "@/domain/drive/progress";

/** Runs verbs in one transaction; what they publish goes out only after its commit. */
export async function inOneTransaction<T>(ctx: Ctx, work: (inside: Ctx) => Promise<T>): Promise<T> {
  const published: DriveSnapshot[] = [];
  const feed: Ctx["feed"] = {
    publish: (snapshots) => {
      published.push(...snapshots);
    },
    read: (wanted) => ctx.feed.read(wanted),
    all: () => ctx.feed.all(),
  };
  const result = await ctx.db.transaction((tx) => work({ ...ctx, db: tx, feed }));
  if (published.length > 0) ctx.feed.publish(published);
  return result;
}
