import type { Metadata } from "next";
import { DriveList } from "@/components/staff/drive-list";
import { StaffFrame } from "@/components/staff/staff-frame";
import { listDrives } from "@/domain/staff/manage-drives";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Drives" };

export default async function DrivesPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => listDrives(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/drives" title="Drives" notice={notice}>
      <DriveList drives={data} mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
