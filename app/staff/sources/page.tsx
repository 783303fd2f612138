import type { Metadata } from "next";
import { SourceList } from "@/components/staff/source-list";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readSources } from "@/domain/staff/manage-sources";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readSources(ctx, staff));
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame staff={staff} here="/staff/sources" title="Sources" notice={notice}>
      <SourceList sources={data} timezone={timezone} mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
