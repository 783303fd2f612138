import type { Metadata } from "next";
import { PlanOffer } from "@/components/staff/plan-offer";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readPlanChoice } from "@/domain/staff/manage-plans";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readPlanChoice(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/plans" title="Plans on offer" notice={notice}>
      <PlanOffer choice={data} mayChange={staff.role !== "viewer"} joinUrl={ctx.settings.joinUrl} />
    </StaffFrame>
  );
}
