import type { Metadata } from "next";
import { cookies } from "next/headers";
import { InvitationForm } from "@/components/staff/invitation-form";
import { readInvitation } from "@/domain/staff/invite";
import { getRuntime } from "@/runtime";
import { noticeWords, WORDS_COOKIE } from "../notices";
import type { StaffPageProps } from "../staff-page";

export const metadata: Metadata = { title: "Your invitation", referrer: "no-referrer" };

export default async function InvitationPage({ searchParams }: StaffPageProps) {
  const { token, notice } = await searchParams;
  const invitation = await readInvitation(getRuntime().ctx, token);
  const words = noticeWords(notice, (await cookies()).get(WORDS_COOKIE)?.value);
  return <InvitationForm email={invitation?.email ?? null} token={String(token ?? "")} notice={words} />;
}
