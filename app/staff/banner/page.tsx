import type { Metadata } from "next";
import { BannerPagesForm } from "@/components/staff/banner-pages-form";
import { StaffFrame } from "@/components/staff/staff-frame";
import { readBannerPages } from "@/domain/staff/manage-banner";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Banner" };

export default async function BannerPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => readBannerPages(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/banner" title="Pages without the banner" notice={notice}>
      <BannerPagesForm chosen={data} mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
