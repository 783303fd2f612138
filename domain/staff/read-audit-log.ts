import { and, desc, eq, lt } from "drizzle-orm";
import { auditLog } from "@/db/schema/staff";
import type { Ctx } from "@/domain/context";
import { requireRole } from "./require-role";
import type { StaffMember } from "./staff-member";

const PAGE = 50;

export type AuditLine = typeof auditLog.$inferSelect;

/** What staff changed, newest first, a page at a time. Any role. */
export async function readAuditLog(
  ctx: Ctx,
  staff: StaffMember | null,
  { before, subject }: { before: number | null; subject: string | null },
): Promise<{ lines: AuditLine[]; next: number | null }> {
  requireRole(staff, "viewer");
  const rows = await ctx.db
    .select()
    .from(auditLog)
    .where(
      and(
        before === null ? undefined : lt(auditLog.id, before),
        subject === null ? undefined : eq(auditLog.subject, subject),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(PAGE + 1);
  const lines = rows.slice(0, PAGE);
  return { lines, next: rows.length > PAGE ? (lines.at(-1)?.id ?? null) : null };
}
