import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { StaffMasthead } from "@/components/staff/staff-masthead";
import { StaffRoom } from "@/components/staff/staff-room";
import { currentStaff } from "@/domain/staff/current-staff";
import { readRoom } from "@/domain/staff/read-room";
import { getRuntime } from "@/runtime";
import { noticeWords, type StaffPageProps } from "./notices";

export const metadata: Metadata = { title: "Staff room" };

export default async function StaffPage({ searchParams }: StaffPageProps) {
  const requestHeaders = new Headers(await headers());
  const { ctx, auth } = getRuntime();
  const staff = await currentStaff(auth, requestHeaders);
  if (!staff) redirect("/staff/login");
  const room = await readRoom(ctx, staff);
  return (
    <>
      <StaffMasthead email={staff.email} />
      <StaffRoom initial={room} notice={noticeWords((await searchParams).notice)} />
    </>
  );
}
