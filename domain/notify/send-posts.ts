import { and, asc, eq, lte } from "drizzle-orm";
import { installation, notificationChannels, notificationPosts, notifications } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { guardedPost, PostNotTakenError } from "@/domain/import/guarded-post";
import { unseal } from "@/domain/seal";
import type { Notice } from "./notice";

const POSTS_A_ROUND = 20;
const LEASE_MS = 2 * 60_000;
const LAST_ATTEMPT = 8;
const FIRST_DELAY_MS = 30_000;

type Post = typeof notificationPosts.$inferSelect;

/** Hands a body to a webhook. Throws PostNotTakenError where it was certainly not taken. */
export type PostBody = (address: string, body: object) => Promise<void>;

/**
 * Posts what is due to webhooks. As with letters, what was certainly not taken is tried again, later each time, and what
 * may have been taken is not. After a restore everything waits until staff let mail go.
 */
export async function sendPosts(ctx: Ctx, post: PostBody = poster(ctx)): Promise<number> {
  await giveUpLost(ctx);
  const [held] = await ctx.db.select({ since: installation.mailHeldSince }).from(installation);
  if (held?.since) return 0;
  let sent = 0;
  for (let round = 0; round < POSTS_A_ROUND; round++) {
    const due = await takeNext(ctx);
    if (!due) break;
    if (await sendOne(ctx, post, due)) sent++;
  }
  return sent;
}

function poster(ctx: Ctx): PostBody {
  const allowedHost = ctx.settings.importAllowedHost ?? null;
  return (address, body) => guardedPost(address, body, { allowedHost });
}

async function takeNext(ctx: Ctx): Promise<Post | null> {
  const [due] = await ctx.db
    .select()
    .from(notificationPosts)
    .where(and(eq(notificationPosts.state, "queued"), lte(notificationPosts.dueAt, ctx.clock.now())))
    .orderBy(asc(notificationPosts.dueAt))
    .limit(1);
  if (!due) return null;
  const [taken] = await ctx.db
    .update(notificationPosts)
    // Real time: a lease says how long a process may take, whatever the newsroom's clock shows.
    .set({ state: "sending", attempts: due.attempts + 1, leaseUntil: new Date(Date.now() + LEASE_MS) })
    .where(and(isThis(due), eq(notificationPosts.state, "queued")))
    .returning();
  return taken ?? null;
}

function isThis({ notificationId, channelId }: Pick<Post, "notificationId" | "channelId">) {
  return and(
    eq(notificationPosts.notificationId, notificationId),
    eq(notificationPosts.channelId, channelId),
  );
}

async function sendOne(ctx: Ctx, post: PostBody, due: Post): Promise<boolean> {
  const [found] = await ctx.db
    .select({ notice: notifications, target: notificationChannels.targetSealed })
    .from(notifications)
    .innerJoin(notificationChannels, eq(notificationChannels.id, due.channelId))
    .where(eq(notifications.id, due.notificationId));
  if (!found) return false;
  try {
    await post(
      unseal(found.target, ctx.settings.emailHashKey),
      slackBody(found.notice, ctx.settings.siteUrl),
    );
  } catch (error) {
    await takeFailure(ctx, due, error);
    return false;
  }
  await close(ctx, due, { state: "sent", sentAt: ctx.clock.now(), lastError: null });
  return true;
}

async function takeFailure(ctx: Ctx, due: Post, error: unknown): Promise<void> {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  ctx.log.warn(
    { channel: due.channelId, attempts: due.attempts },
    `a notification was not posted: ${lastError}`,
  );
  if (!(error instanceof PostNotTakenError)) return close(ctx, due, { state: "uncertain", lastError });
  if (error.isFinal || due.attempts >= LAST_ATTEMPT) return close(ctx, due, { state: "failed", lastError });
  const dueAt = new Date(ctx.clock.now().getTime() + FIRST_DELAY_MS * 2 ** (due.attempts - 1));
  await close(ctx, due, { state: "queued", lastError, dueAt });
}

async function close(
  ctx: Ctx,
  due: Post,
  end: Partial<Pick<Post, "state" | "sentAt" | "lastError" | "dueAt">>,
): Promise<void> {
  await ctx.db
    .update(notificationPosts)
    .set({ ...end, leaseUntil: null })
    .where(isThis(due));
}

/** What a process that ended left under way may have arrived. */
async function giveUpLost(ctx: Ctx): Promise<void> {
  await ctx.db
    .update(notificationPosts)
    .set({ state: "uncertain", leaseUntil: null, lastError: "the process ended while sending" })
    .where(and(eq(notificationPosts.state, "sending"), lte(notificationPosts.leaseUntil, new Date())));
}

/** What Slack, Mattermost and others that speak its webhooks understand. */
export function slackBody({ title, lines, path }: Notice, siteUrl: string): { text: string } {
  const said = [`*${escaped(title)}*`, ...lines.map(escaped), `<${siteUrl}${path}|Open the staff room>`];
  return { text: said.join("\n") };
}

// Slack's own escapes; without them a title could address everyone in a channel.
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
