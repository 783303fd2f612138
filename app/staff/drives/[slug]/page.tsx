import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DriveForm } from "@/components/staff/drive-form";
import { EndDrive } from "@/components/staff/end-drive";
import { StaffFrame } from "@/components/staff/staff-frame";
import { valuesOf } from "@/domain/staff/drive-form-values";
import { listDrives } from "@/domain/staff/manage-drives";
import { type StaffPageProps, visit } from "../../staff-page";

export const metadata: Metadata = { title: "Drive" };

export default async function DrivePage(props: StaffPageProps & { params: Promise<{ slug: string }> }) {
  const { slug } = await props.params;
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => listDrives(ctx, staff));
  const found = data.find(({ drive }) => drive.slug === slug);
  if (!found) notFound();
  return (
    <StaffFrame staff={staff} here="/staff/drives" title={found.drive.title.en} notice={notice}>
      <p className="mt-3 flex flex-wrap gap-x-6 text-sm">
        <a href={`/staff/drives/${slug}/preview`} className="py-1 underline underline-offset-4">
          Preview in an article
        </a>
        <a href={`/embed/${slug}`} className="py-1 underline underline-offset-4">
          As partners show it
        </a>
        <a href="/" className="py-1 underline underline-offset-4">
          As readers see it
        </a>
        <a href={`/staff/audit?subject=${slug}`} className="py-1 underline underline-offset-4">
          What was changed
        </a>
      </p>
      <DriveForm values={valuesOf(found.drive)} isNew={false} mayChange={staff.role !== "viewer"} />
      {found.drive.published && (found.state === "running" || found.state === "reached") && (
        <EndDrive slug={slug} revision={found.drive.revision} mayChange={staff.role !== "viewer"} />
      )}
    </StaffFrame>
  );
}
