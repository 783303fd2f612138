import { and, asc, gt, sql } from "drizzle-orm";
import { hourlyStats, hourTotals, ledger } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { recordAudit } from "@/domain/staff/audit";
import { requireRole } from "@/domain/staff/require-role";
import type { StaffMember } from "@/domain/staff/staff-member";
import { joinedSum, leftSum } from "./movement";

/** Rows read at a time: a stream holds no more than this in memory, and no transaction. */
const PAGE = 2_000;

export const EXPORTS = ["ledger", "hours", "attribution"] as const;
export type ExportName = (typeof EXPORTS)[number];

type Cell = string | number | null;

/** Rows of an export, its header first, read page by page as they are taken. Editors; audited. */
export async function exportRows(
  ctx: Ctx,
  staff: StaffMember | null,
  name: ExportName,
): Promise<AsyncGenerator<Cell[]>> {
  requireRole(staff, "editor");
  await recordAudit(ctx.db, staff, { action: "export.taken", subject: name });
  return READERS[name](ctx);
}

const READERS: Record<ExportName, (ctx: Ctx) => AsyncGenerator<Cell[]>> = {
  ledger: ledgerRows,
  hours: hourRows,
  attribution: attributionRows,
};

/** The ledger without its people: an export must not tell who. */
async function* ledgerRows(ctx: Ctx): AsyncGenerator<Cell[]> {
  yield [
    "id",
    "at",
    "effective_at",
    "change_id",
    "delta",
    "kind",
    "counted_as",
    "cause",
    "plan",
    "article",
    "section",
    "place",
    "embed_host",
    "total",
    "version",
  ];
  let after = 0;
  for (;;) {
    const rows = await ctx.db
      .select()
      .from(ledger)
      .where(gt(ledger.id, after))
      .orderBy(asc(ledger.id))
      .limit(PAGE);
    for (const row of rows) {
      const from = row.attribution ?? {};
      yield [
        row.id,
        row.at.toISOString(),
        row.effectiveAt.toISOString(),
        row.changeId,
        row.delta,
        row.kind,
        row.countedAs,
        row.cause,
        row.planId,
        from.article ?? null,
        from.section ?? null,
        from.place ?? null,
        from.embedHost ?? null,
        row.total,
        row.version,
      ];
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function* hourRows(ctx: Ctx): AsyncGenerator<Cell[]> {
  yield ["hour", "kind", "counted_as", "cause", "gained", "lost", "firsts", "switched"];
  const { hour, kind, countedAs, cause } = hourTotals;
  let after = new Date(0);
  for (;;) {
    const hours = await ctx.db
      .selectDistinct({ hour })
      .from(hourTotals)
      .where(gt(hour, after))
      .orderBy(asc(hour))
      .limit(PAGE / 10);
    const [first, last] = [hours[0]?.hour, hours.at(-1)?.hour];
    if (!first || !last) return;
    const rows = await ctx.db
      .select()
      .from(hourTotals)
      .where(and(gt(hour, after), sql`${hour} <= ${last.toISOString()}::timestamptz`))
      .orderBy(asc(hour), kind, countedAs, cause);
    for (const row of rows) {
      yield [
        row.hour.toISOString(),
        row.kind,
        row.countedAs,
        row.cause,
        row.gained,
        row.lost,
        row.firsts,
        row.switched,
      ];
    }
    after = last;
  }
}

async function* attributionRows(ctx: Ctx): AsyncGenerator<Cell[]> {
  yield ["article", "section", "place", "embed_host", "joined", "left"];
  const { article, section, place, embedHost } = hourlyStats;
  const rows = await ctx.db
    .select({
      article,
      section,
      place,
      embedHost,
      joined: joinedSum(hourlyStats),
      left: leftSum(hourlyStats),
    })
    .from(hourlyStats)
    .groupBy(article, section, place, embedHost)
    .orderBy(article, section, place, embedHost);
  for (const row of rows) yield [row.article, row.section, row.place, row.embedHost, row.joined, row.left];
}
