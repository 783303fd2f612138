import type { Metadata } from "next";
import { LedgerTable } from "@/components/staff/ledger-table";
import { StaffFrame } from "@/components/staff/staff-frame";
import { ledgerFilterSchema, readLedger } from "@/domain/outlook/read-ledger";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Ledger" };

export default async function LedgerPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, async ({ ctx, staff, query }) => {
    const filter = ledgerFilterSchema.parse(query);
    return { filter, ...(await readLedger(ctx, staff, filter)) };
  });
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame staff={staff} here="/staff/ledger" title="Ledger" notice={notice}>
      <LedgerTable {...data} timezone={timezone} now={ctx.clock.now()} />
    </StaffFrame>
  );
}
