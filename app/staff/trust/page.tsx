import type { Metadata } from "next";
import { StaffFrame } from "@/components/staff/staff-frame";
import { TrustPanel } from "@/components/staff/trust-panel";
import { readTrust } from "@/domain/staff/read-trust";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Trust" };

export default async function TrustPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readTrust(ctx, staff));
  const timezone = ctx.feed.read("current")?.progress.timezone ?? "UTC";
  return (
    <StaffFrame staff={staff} here="/staff/trust" title="Can I trust it?" notice={notice}>
      <TrustPanel trust={data} timezone={timezone} now={ctx.clock.now()} mayAct={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
