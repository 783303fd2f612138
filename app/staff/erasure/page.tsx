import type { Metadata } from "next";
import { ErasureForm } from "@/components/staff/erasure-form";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readErasures } from "@/domain/staff/erase-as-staff";
import { newsroomTimezone } from "../../reader-page";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Erasure" };

export default async function ErasurePage(props: StaffPageProps) {
  const { ctx, staff, notice, data } = await visit(props, ({ ctx, staff }) => readErasures(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/erasure" title="Erase somebody" notice={notice}>
      <ErasureForm past={data} timezone={newsroomTimezone()} now={ctx.clock.now()} />
    </StaffFrame>
  );
}
