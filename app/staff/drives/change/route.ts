import { changeDriveAsStaff } from "@/domain/staff/manage-drives";
import { staffForm } from "../../form-post";

export const POST = staffForm(
  "/staff/drives",
  async ({ ctx, staff, form }) => {
    const { slug } = await changeDriveAsStaff(ctx, staff, Object.fromEntries(form));
    return { to: `/staff/drives/${slug}`, notice: "saved" };
  },
  (form) => `/staff/drives/${encodeURIComponent(String(form.get("slug")))}`,
);
