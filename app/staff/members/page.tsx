import type { Metadata } from "next";
import { MembershipPanel } from "@/components/staff/membership-panel";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readMembership } from "@/domain/outlook/read-membership";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => readMembership(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/members" title="Members" notice={notice}>
      <MembershipPanel membership={data} />
    </StaffFrame>
  );
}
