import { chooseBannerPages } from "@/domain/staff/manage-banner";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/banner", async ({ ctx, staff, form }) => {
  await chooseBannerPages(ctx, staff, {
    revision: form.get("revision"),
    ticked: form.getAll("without").map(String),
    addresses: String(form.get("addresses") ?? ""),
  });
  return { notice: "saved" };
});
