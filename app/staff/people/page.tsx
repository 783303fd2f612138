import type { Metadata } from "next";
import { StaffFrame } from "@/components/staff/staff-frame";
import { StaffPeople } from "@/components/staff/staff-people";
import { listInvitations } from "@/domain/staff/invite";
import { listStaff } from "@/domain/staff/manage-staff";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, async ({ ctx, staff }) => ({
    accounts: await listStaff(ctx, staff),
    invitations: await listInvitations(ctx, staff),
  }));
  return (
    <StaffFrame staff={staff} here="/staff/people" title="People" notice={notice}>
      <StaffPeople own={staff.email} {...data} />
    </StaffFrame>
  );
}
