import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SourceDraftPanel } from "@/components/staff/source-draft";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readSourceDraft } from "@/domain/staff/manage-sources";
import { type StaffPageProps, visit } from "../../../staff-page";

export const metadata: Metadata = { title: "Before it counts" };

export default async function SourceDraftPage(props: StaffPageProps & { params: Promise<{ id: string }> }) {
  const { id } = await props.params;
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) =>
    readSourceDraft(ctx, staff, id),
  );
  if (!data) redirect("/staff/sources?notice=not_waiting");
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame
      staff={staff}
      here="/staff/sources"
      title={`${data.draft.name}: before it counts`}
      notice={notice}
    >
      <SourceDraftPanel {...data} timezone={timezone} />
    </StaffFrame>
  );
}
