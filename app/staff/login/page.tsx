import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/staff/sign-in-form";
import { currentStaff } from "@/domain/staff/current-staff";
import { getRuntime } from "@/runtime";
import { noticeWords } from "../notices";
import type { StaffPageProps } from "../staff-page";

export const metadata: Metadata = { title: "Sign in to the staff room" };

export default async function LoginPage({ searchParams }: StaffPageProps) {
  const requestHeaders = new Headers(await headers());
  if (await currentStaff(getRuntime().auth, requestHeaders)) redirect("/staff");
  return <SignInForm notice={noticeWords((await searchParams).notice)} />;
}
