import type { Ctx } from "@/domain/context";
import { sendPosts } from "@/domain/notify/send-posts";
import { tellHappenings } from "@/domain/notify/tell-happenings";

const LOOK_MS = 30_000;

/** One round of telling staff: looks for news twice a minute, and posts what is due to webhooks. */
export function staffNotifier(ctx: Ctx, holder: string): () => Promise<void> {
  let lookedAt = 0;
  return async () => {
    if (Date.now() - lookedAt >= LOOK_MS) {
      lookedAt = Date.now();
      await tellHappenings(ctx, holder);
    }
    await sendPosts(ctx);
  };
}
