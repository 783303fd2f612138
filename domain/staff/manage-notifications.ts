import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { letters, notificationChannels, notificationPosts, notifications } from "@/db/schema";
import { NOTICE_EVENTS } from "@/db/schema/notifications";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import type { Channel } from "@/domain/notify/notice";
import { queue } from "@/domain/notify/tell";
import { parseInput } from "@/domain/parse-input";
import { seal } from "@/domain/seal";
import { recordAudit } from "./audit";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const LISTED = 20;
const MOST_CHANNELS = 50;

/** A channel as staff see it: never its whole address. */
export type ShownChannel = Omit<Channel, "targetSealed">;

/** Something staff were told of, and what became of it on its way. */
export interface Told {
  id: string;
  at: Date;
  title: string;
  ways: {
    shown: string;
    state: "queued" | "sending" | "sent" | "uncertain" | "failed";
    error: string | null;
  }[];
}

/** Where staff are told, and of what they were. Any role. */
export async function readNotifications(
  ctx: Ctx,
  staff: StaffMember | null,
): Promise<{ channels: ShownChannel[]; told: Told[]; canMail: boolean }> {
  requireRole(staff, "viewer");
  const rows = await ctx.db.select().from(notificationChannels).orderBy(notificationChannels.id);
  const channels = rows.map(({ targetSealed: _, ...channel }) => channel);
  return { channels, told: await listTold(ctx), canMail: ctx.settings.canMail };
}

async function listTold(ctx: Ctx): Promise<Told[]> {
  const newest = await ctx.db.select().from(notifications).orderBy(desc(notifications.at)).limit(LISTED);
  return Promise.all(
    newest.map(async ({ id, at, title }) => ({
      id,
      at,
      title,
      ways: [
        ...(await ctx.db
          .select({
            shown: notificationChannels.shown,
            state: notificationPosts.state,
            error: notificationPosts.lastError,
          })
          .from(notificationPosts)
          .innerJoin(notificationChannels, eq(notificationChannels.id, notificationPosts.channelId))
          .where(eq(notificationPosts.notificationId, id))),
        ...(await ctx.db
          .select({
            shown: sql<string>`coalesce(${notificationChannels.shown}, 'an address that was removed')`,
            state: letters.state,
            error: letters.lastError,
          })
          .from(letters)
          .leftJoin(notificationChannels, eq(notificationChannels.id, letters.serial))
          .where(and(eq(letters.kind, "notice"), eq(letters.subjectId, id)))),
      ],
    })),
  );
}

const eventsSchema = z
  .array(z.enum(NOTICE_EVENTS, "Choose from the list."))
  .min(1, "Choose what to be told of.")
  .transform((events) => [...new Set(events)]);
const emailSchema = z.string().trim().toLowerCase().pipe(z.email("That is not an e-mail address.").max(254));
const webhookSchema = z
  .string()
  .trim()
  .pipe(z.url({ protocol: /^https$/, error: "Give the https address of the webhook." }).max(1_000));
const idSchema = z.coerce.number("Say which channel.").int().positive();

/** Adds an e-mail address or a Slack-compatible webhook. Editors; audited, without the address. */
export async function addChannel(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { kind: unknown; target: unknown; events: unknown },
): Promise<ShownChannel> {
  requireRole(staff, "editor");
  const kind = parseInput(z.enum(["email", "webhook"], "Choose e-mail or webhook."), input.kind);
  if (kind === "email" && !ctx.settings.canMail) {
    throw new DomainError("invalid_input", "There is no mail server: set SMTP_URL first.");
  }
  const target = parseInput(kind === "email" ? emailSchema : webhookSchema, input.target);
  const events = parseInput(eventsSchema, input.events);
  const shown = kind === "email" ? maskedEmail(target) : new URL(target).host;
  return ctx.db.transaction(async (tx) => {
    if ((await tx.$count(notificationChannels)) >= MOST_CHANNELS) {
      throw new DomainError("invalid_input", `There are ${MOST_CHANNELS} channels already.`);
    }
    const [made] = await tx
      .insert(notificationChannels)
      .values({
        kind,
        events,
        shown,
        targetSealed: seal(target, ctx.settings.emailHashKey),
        createdBy: staff.email,
        createdAt: ctx.clock.now(),
      })
      .returning();
    if (!made) throw new Error("a channel was not written");
    await recordAudit(tx, staff, { action: "channel.added", subject: shown, after: { kind, events } });
    const { targetSealed: _, ...channel } = made;
    return channel;
  });
}

/** "an…@courier.example": enough to know whose it is. */
function maskedEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, Math.min(2, at - 1))}…${email.slice(at)}`;
}

/** Changes what a channel is told of. Editors; audited. Throws conflict. */
export async function changeChannel(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown; events: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const events = parseInput(eventsSchema, input.events);
  const channel = await findChannel(ctx, input.id);
  await ctx.db.transaction(async (tx) => {
    await tx.update(notificationChannels).set({ events }).where(eq(notificationChannels.id, channel.id));
    await recordAudit(tx, staff, {
      action: "channel.changed",
      subject: channel.shown,
      before: { events: channel.events },
      after: { events },
    });
  });
}

/** Removes a channel and what is still on its way there. Editors; audited. Throws conflict. */
export async function removeChannel(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const { id, shown, kind, events } = await findChannel(ctx, input.id);
  await ctx.db.transaction(async (tx) => {
    await tx
      .delete(letters)
      .where(and(eq(letters.kind, "notice"), eq(letters.serial, id), eq(letters.state, "queued")));
    await tx.delete(notificationChannels).where(eq(notificationChannels.id, id));
    await recordAudit(tx, staff, { action: "channel.removed", subject: shown, before: { kind, events } });
  });
}

/** Sends a channel a few words, so that staff see it arrive. Editors; audited. Throws conflict. */
export async function testChannel(
  ctx: Ctx,
  staff: StaffMember | null,
  input: { id: unknown },
): Promise<void> {
  requireRole(staff, "editor");
  const channel = await findChannel(ctx, input.id);
  const title = "This is a test of notifications";
  const lines = [
    "It arrived: milestones, stalls, failures, holds and the daily digest will arrive the same way.",
  ];
  const at = ctx.clock.now();
  await queue(ctx, { event: "test", subject: newId(), at, title, lines, path: "/staff/notifications" }, [
    channel,
  ]);
  await recordAudit(ctx.db, staff, { action: "channel.tested", subject: channel.shown });
}

async function findChannel(ctx: Ctx, id: unknown): Promise<Channel> {
  const [channel] = await ctx.db
    .select()
    .from(notificationChannels)
    .where(eq(notificationChannels.id, parseInput(idSchema, id)));
  if (!channel) throw new DomainError("conflict", "That was removed already.");
  return channel;
}
