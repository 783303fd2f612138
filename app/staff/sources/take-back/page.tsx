import type { Metadata } from "next";
import { UndoPanel } from "@/components/staff/source-draft";
import { StaffFrame } from "@/components/staff/staff-frame";
import { previewUndo } from "@/domain/staff/manage-sources";
import { type StaffPageProps, visit } from "../../staff-page";

export const metadata: Metadata = { title: "Take back a record" };

export default async function TakeBackPage(props: StaffPageProps) {
  const { staff, notice, query, data } = await visit(props, ({ ctx, staff, query }) =>
    previewUndo(ctx, staff, { recordId: query.record, revision: query.revision }),
  );
  return (
    <StaffFrame staff={staff} here="/staff/sources" title="Take back a record" notice={notice}>
      <UndoPanel {...data} recordId={query.record ?? ""} revision={query.revision ?? ""} />
    </StaffFrame>
  );
}
