import type { Metadata } from "next";
import { StaffMasthead } from "@/components/staff/staff-masthead";
import { StaffRoom } from "@/components/staff/staff-room";
import { readRoom } from "@/domain/staff/read-room";
import { type StaffPageProps, visit } from "./staff-page";

export const metadata: Metadata = { title: "Staff room" };

export default async function StaffPage(props: StaffPageProps) {
  const { staff, notice, data: room } = await visit(props, ({ ctx, staff }) => readRoom(ctx, staff));
  return (
    <>
      <StaffMasthead staff={staff} here="/staff" />
      <StaffRoom initial={room} notice={notice} />
    </>
  );
}
