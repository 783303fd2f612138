import type { Metadata } from "next";
import { EmbedHosts } from "@/components/staff/embed-hosts";
import { StaffFrame } from "@/components/staff/staff-frame";
import { listEmbedHosts } from "@/domain/embed/list-embed-hosts";
import { type StaffPageProps, visit } from "../staff-page";

export const metadata: Metadata = { title: "Embeds" };

export default async function EmbedsPage(props: StaffPageProps) {
  const { staff, notice, data } = await visit(props, ({ ctx, staff }) => listEmbedHosts(ctx, staff));
  return (
    <StaffFrame staff={staff} here="/staff/embeds" title="Embeds" notice={notice}>
      <EmbedHosts hosts={data} mayChange={staff.role !== "viewer"} />
    </StaffFrame>
  );
}
