import type { Metadata } from "next";
import { OwnAccount } from "@/components/staff/own-account";
import { StaffFrame } from "@/components/staff/staff-frame";
import { listOwnSessions } from "@/domain/staff/own-account";
import { hasSecondFactor } from "@/domain/staff/second-factor";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, async ({ ctx, auth, staff, headers }) => ({
    hasSecondFactor: await hasSecondFactor(ctx, staff),
    sessions: await listOwnSessions(ctx, staff, auth, headers),
  }));
  return (
    <StaffFrame staff={staff} here="/staff/account" title="Your account" notice={notice}>
      <OwnAccount email={staff.email} role={staff.role} {...data} />
    </StaffFrame>
  );
}
