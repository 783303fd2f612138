import { letters, notificationPosts, notifications } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { newId } from "@/domain/new-id";
import type { Channel, Happening } from "./notice";

/**
 * Queues a happening for the channels that want it, once whichever instance saw it first. A channel is told of nothing
 * from before it was made. Gives whether anybody is told.
 */
export async function tell(ctx: Ctx, happening: Happening, channels: readonly Channel[]): Promise<boolean> {
  const wanting = channels.filter(
    ({ events, createdAt }) => (events as string[]).includes(happening.event) && happening.at >= createdAt,
  );
  return queue(ctx, happening, wanting);
}

/** Queues a notice for these channels, whatever they chose. */
export async function queue(ctx: Ctx, happening: Happening, channels: readonly Channel[]): Promise<boolean> {
  if (channels.length === 0) return false;
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx
      .insert(notifications)
      .values({ id: newId(), ...happening })
      .onConflictDoNothing()
      .returning({ id: notifications.id });
    if (!made) return false;
    const dueAt = ctx.clock.now();
    for (const { id: channelId, kind, targetSealed } of channels) {
      if (kind === "webhook") {
        await tx.insert(notificationPosts).values({ notificationId: made.id, channelId, dueAt });
        continue;
      }
      await tx.insert(letters).values({
        id: newId(),
        kind: "notice",
        subjectId: made.id,
        serial: channelId,
        locale: "en",
        toSealed: targetSealed,
        dueAt,
      });
    }
    return true;
  });
}
