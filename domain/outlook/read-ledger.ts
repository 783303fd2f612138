import { and, desc, eq, gte, inArray, lt, lte, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ledger, prices, sources, stripeEvents } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { isCountryListed } from "./read-membership";
import { whoCountsNow } from "./who-counts-now";

const PAGE = 50;

/** Which rows of the ledger: what a figure on the dashboard links to. Anything it does not know is left out. */
export const ledgerFilterSchema = z.object({
  from: z.iso.datetime().optional().catch(undefined),
  to: z.iso.datetime().optional().catch(undefined),
  part: z
    .enum(["new", "returned", "left", "joined", "gifts", "passes", "sources", "corrections", "steps"])
    .optional()
    .catch(undefined),
  article: z.string().max(200).optional().catch(undefined),
  section: z.string().max(200).optional().catch(undefined),
  place: z.string().max(200).optional().catch(undefined),
  embedHost: z.string().max(200).optional().catch(undefined),
  /** Rows by which people count who are in this state now, or in this group. */
  now: z.enum(["leaving", "failing"]).optional().catch(undefined),
  day: z.iso.date().optional().catch(undefined),
  plan: z.string().max(200).optional().catch(undefined),
  currency: z.string().length(3).optional().catch(undefined),
  country: z.string().length(2).optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;

/** A row as staff see it: what moved, when, why and from where, never who. */
export interface LedgerLine {
  id: number;
  at: Date;
  effectiveAt: Date;
  delta: number;
  kind: (typeof ledger.$inferSelect)["kind"];
  cause: (typeof ledger.$inferSelect)["cause"];
  /** What is behind the cause: the kind of Stripe's event, or the source. */
  behind: string | null;
  plan: string | null;
  attribution: Record<string, string> | null;
  total: number;
  version: number;
}

/** A page of the ledger, newest first, and how much all matching rows move. Any role. */
export async function readLedger(
  ctx: Ctx,
  staff: StaffMember | null,
  filter: LedgerFilter,
): Promise<{ lines: LedgerLine[]; next: number | null; sum: number; rows: number }> {
  requireRole(staff, "viewer");
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  const listed = filter.country === undefined || (await isCountryListed(ctx, filter.country));
  const where = listed ? and(whereOf(filter), whoCountsNow(filter, timezone)) : sql`false`;
  const [rows, [all]] = await Promise.all([
    ctx.db
      .select({
        id: ledger.id,
        at: ledger.at,
        effectiveAt: ledger.effectiveAt,
        delta: ledger.delta,
        kind: ledger.kind,
        cause: ledger.cause,
        behind: sql<string | null>`coalesce(${stripeEvents.type}, ${sources.name})`,
        plan: sql<string | null>`coalesce(${prices.lookupKey}, ${prices.interval})`,
        attribution: ledger.attribution,
        total: ledger.total,
        version: ledger.version,
      })
      .from(ledger)
      .leftJoin(prices, eq(prices.id, ledger.planId))
      .leftJoin(stripeEvents, and(eq(ledger.cause, "event"), eq(stripeEvents.id, ledger.causeRef)))
      .leftJoin(
        sources,
        and(
          eq(ledger.kind, "source"),
          eq(sql`${sources.id}::text`, sql`split_part(${ledger.causeRef}, ':', 2)`),
        ),
      )
      .where(and(where, filter.before ? lt(ledger.id, filter.before) : undefined))
      .orderBy(desc(ledger.id))
      .limit(PAGE + 1),
    ctx.db
      .select({ sum: sql<number>`coalesce(sum(${ledger.delta}), 0)::int`, rows: sql<number>`count(*)::int` })
      .from(ledger)
      .where(where),
  ]);
  const lines = rows.slice(0, PAGE);
  return {
    lines,
    next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null,
    sum: all?.sum ?? 0,
    rows: all?.rows ?? 0,
  };
}

function whereOf(filter: LedgerFilter): SQL | undefined {
  // A country narrowed further could point at a person.
  if (filter.country) return undefined;
  const { from, to, part } = filter;
  const from_ = (key: "article" | "section" | "place" | "embedHost") =>
    filter[key] ? sql`${ledger.attribution}->>${key} = ${filter[key]}` : undefined;
  return and(
    from ? gte(ledger.at, new Date(from)) : undefined,
    to ? lte(ledger.at, new Date(to)) : undefined,
    part ? PARTS[part] : undefined,
    from_("article"),
    from_("section"),
    from_("place"),
    from_("embedHost"),
  );
}

const STEPS = ["import", "policy", "adjustment"] as const;
const moved = and(ne(ledger.kind, "correction"), notInArray(ledger.cause, [...STEPS]));
const isSubscription = and(moved, eq(ledger.kind, "subscription"));
const isFirst = sql`not exists (select 1 from ledger e where e.member_id = ${ledger.memberId} and e.id < ${ledger.id})`;
const rose = sql`${ledger.delta} > 0`;
const fell = sql`${ledger.delta} < 0`;

const PARTS: Record<NonNullable<LedgerFilter["part"]>, SQL | undefined> = {
  new: and(isSubscription, rose, isFirst),
  returned: and(isSubscription, rose, sql`not ${isFirst}`),
  left: and(isSubscription, fell),
  joined: and(moved, rose),
  gifts: and(moved, eq(ledger.kind, "gift")),
  passes: and(moved, eq(ledger.kind, "pass")),
  sources: eq(ledger.kind, "source"),
  corrections: eq(ledger.kind, "correction"),
  steps: and(inArray(ledger.cause, [...STEPS]), or(ne(ledger.kind, "source")), ne(ledger.kind, "correction")),
};
