import type { Metadata } from "next";
import { SourceForm } from "@/components/staff/source-form";
import { StaffFrame } from "@/components/staff/staff-frame";
import { toLocal } from "@/domain/drive/local-time";
import { readSources } from "@/domain/staff/manage-sources";
import { type StaffPageProps, visit } from "../../staff-page";

export const metadata: Metadata = { title: "Record a source" };

export default async function RecordSourcePage(props: StaffPageProps) {
  const { ctx, staff, notice, query, data } = await visit(props, ({ ctx, staff }) => readSources(ctx, staff));
  const source = data.find(({ id }) => String(id) === query.source) ?? null;
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame
      staff={staff}
      here="/staff/sources"
      title={source ? source.name : "New source"}
      notice={notice}
    >
      <SourceForm
        source={source}
        today={toLocal(ctx.clock.now(), timezone).slice(0, 10)}
        mayChange={staff.role !== "viewer"}
      />
    </StaffFrame>
  );
}
