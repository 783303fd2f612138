import type { Metadata } from "next";
import { AuditTable } from "@/components/staff/audit-table";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readAuditLog } from "@/domain/staff/read-audit-log";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Audit log" };

export default async function AuditPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff, query }) => {
    const before = Number(query.before);
    return readAuditLog(ctx, staff, {
      before: Number.isSafeInteger(before) && before > 0 ? before : null,
      subject: query.subject ?? null,
    });
  });
  return (
    <StaffFrame staff={staff} here="/staff/audit" title="Audit log" notice={notice}>
      <AuditTable {...data} timezone={ctx.feed.read("current")?.progress.timezone ?? "UTC"} />
    </StaffFrame>
  );
}
