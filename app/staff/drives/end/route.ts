import { endDriveAsStaff } from "@/domain/staff/end-drive";
import { staffForm } from "../../form-post";

export const POST = staffForm(
  "/staff/drives",
  async ({ ctx, staff, form }) => {
    const { slug } = await endDriveAsStaff(ctx, staff, {
      slug: form.get("slug"),
      revision: form.get("revision"),
      reason: form.get("reason"),
    });
    return { to: `/staff/drives/${slug}`, notice: "drive_ending" };
  },
  (form) => `/staff/drives/${encodeURIComponent(String(form.get("slug")))}`,
);
