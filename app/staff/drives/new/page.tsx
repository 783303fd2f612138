import type { Metadata } from "next";
import { DriveForm } from "@/components/staff/drive-form";
import { StaffFrame } from "@/components/staff/staff-frame";
import { nextDrive } from "@/domain/staff/drive-form-values";
import { listDrives } from "@/domain/staff/manage-drives";
import { type StaffPageProps, visit } from "../../staff-page";

export const metadata: Metadata = { title: "New drive" };

export default async function NewDrivePage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => listDrives(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/drives" title="New drive" notice={notice}>
      <p className="mt-2 text-lg">A draft until you publish it. It begins where the last one ends.</p>
      <DriveForm values={nextDrive(data, ctx.clock.now())} isNew mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
