import type { Metadata } from "next";
import { LetterList } from "@/components/staff/letter-list";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readLetters } from "@/domain/staff/manage-letters";
import { newsroomTimezone } from "../../reader-page";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Letters" };

export default async function LettersPage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readLetters(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/letters" title="Letters" notice={notice}>
      <LetterList
        letters={data}
        mayResend={staff.role !== "viewer"}
        timezone={newsroomTimezone()}
        now={ctx.clock.now()}
      />
    </StaffFrame>
  );
}
