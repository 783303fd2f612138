import { notificationChannels } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { holdLease } from "@/domain/membership/lease";
import { lookAtTheDay } from "./daily-digest";
import { lookAtHolds, lookAtMilestones, lookAtStalls } from "./look-at-drives";
import { lookAtFailures } from "./look-at-failures";
import type { Happening, NoticeEvent } from "./notice";
import { tell } from "./tell";

const LEASE_MS = 60_000;

const LOOKS: Record<NoticeEvent, (ctx: Ctx) => Promise<Happening[]>> = {
  milestone: lookAtMilestones,
  hold: lookAtHolds,
  stall: lookAtStalls,
  failure: lookAtFailures,
  digest: lookAtTheDay,
};

/** Looks for what staff chose to be told of, on one instance at a time, and queues what is new. Gives how much. */
export async function tellHappenings(ctx: Ctx, holder: string): Promise<number> {
  const channels = await ctx.db.select().from(notificationChannels);
  const wanted = new Set(channels.flatMap(({ events }) => events));
  if (wanted.size === 0 || !(await holdLease(ctx, "notifications", holder, LEASE_MS))) return 0;
  let told = 0;
  for (const event of wanted) {
    for (const happening of await LOOKS[event](ctx)) {
      if (await tell(ctx, happening, channels)) told++;
    }
  }
  return told;
}
