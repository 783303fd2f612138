import { and, desc, eq, gt, gte, isNotNull, lt, lte, notInArray } from "drizzle-orm";
import { driveMilestones, drives, ledger } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { JUMP_GUARD } from "@/domain/drive/jump-guard";
import { clockTime, dayOf, formatCount, placeOf } from "@/domain/staff/room-words";
import type { Happening } from "./notice";

const HOUR_MS = 3_600_000;
/** What is older was told already, or is no news. */
const NEWS_MS = 24 * HOUR_MS;
const STALL_MS = 48 * HOUR_MS;

type DriveRow = typeof drives.$inferSelect;
type Kind = (typeof driveMilestones.$inferSelect)["kind"];

const MARKS: Record<Kind, string> = {
  tenth: "a tenth of the way",
  quarter: "a quarter of the way",
  half: "half of the way",
  three_quarters: "three quarters of the way",
  thousand: "another thousand",
  goal: "the goal",
  stretch: "the stretch goal",
};

/** Milestones passed within a day. */
export async function lookAtMilestones(ctx: Ctx): Promise<Happening[]> {
  const since = new Date(ctx.clock.now().getTime() - NEWS_MS);
  const rows = await ctx.db
    .select({ passed: driveMilestones, drive: drives })
    .from(driveMilestones)
    .innerJoin(drives, eq(drives.id, driveMilestones.driveId))
    .where(gte(driveMilestones.reachedAt, since));
  return rows.map(({ passed: { mark, kind, reachedAt }, drive }) => ({
    event: "milestone",
    subject: `${drive.slug}:${mark}`,
    at: reachedAt,
    title: `${formatCount(mark)} members: ${MARKS[kind]}`,
    lines: [`${drive.title.en} passed it at ${momentIn(drive, reachedAt)}.`],
    path: "/staff",
  }));
}

/** Drives whose number is held, by staff or by the jump guard. */
export async function lookAtHolds(ctx: Ctx): Promise<Happening[]> {
  const held = await ctx.db
    .select()
    .from(drives)
    .where(and(eq(drives.published, true), isNotNull(drives.heldAt)));
  return held.flatMap((drive) => {
    const { heldAt, heldReason, heldBy, slug, title } = drive;
    if (!heldAt) return [];
    const by = heldBy === JUMP_GUARD ? "by itself: webhooks moved it further than they may" : `by ${heldBy}`;
    return [
      {
        event: "hold" as const,
        subject: `${slug}:${heldAt.toISOString()}`,
        at: heldAt,
        title: `On hold: ${title.en}`,
        lines: [
          `Held ${by}, at ${momentIn(drive, heldAt)}. Readers are told: ${heldReason}`,
          "Counting goes on; one click shows the true number again.",
        ],
        path: "/staff",
      },
    ];
  });
}

/** Running drives that nobody has joined for two days. */
export async function lookAtStalls(ctx: Ctx): Promise<Happening[]> {
  const now = ctx.clock.now();
  const running = await ctx.db
    .select()
    .from(drives)
    .where(and(eq(drives.published, true), lte(drives.startsAt, now), gt(drives.endsAt, now)));
  const found = await Promise.all(running.map((drive) => stallOf(ctx, drive, now)));
  return found.flat();
}

async function stallOf(ctx: Ctx, drive: DriveRow, now: Date): Promise<Happening[]> {
  const [last] = await ctx.db
    .select({ at: ledger.at })
    .from(ledger)
    .where(
      and(
        gt(ledger.delta, 0),
        lt(ledger.at, now),
        notInArray(ledger.cause, ["import", "policy", "adjustment", "merge"]),
      ),
    )
    .orderBy(desc(ledger.id))
    .limit(1);
  const since = last && last.at > drive.startsAt ? last.at : drive.startsAt;
  const at = new Date(since.getTime() + STALL_MS);
  if (at > now) return [];
  return [
    {
      event: "stall",
      subject: `${drive.slug}:${since.toISOString()}`,
      at,
      title: `Nobody has joined for two days: ${drive.title.en}`,
      lines: [
        `The last one joined at ${momentIn(drive, since)}. If that cannot be, look whether Stripe reaches this site.`,
      ],
      path: "/staff/trust",
    },
  ];
}

function momentIn({ timezone }: DriveRow, at: Date): string {
  return `${clockTime(at.toISOString(), timezone)} ${placeOf(timezone)} time on ${dayOf(at, timezone)}`;
}
