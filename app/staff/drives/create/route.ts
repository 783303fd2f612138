import { createDriveAsStaff } from "@/domain/staff/manage-drives";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/drives/new", async ({ ctx, staff, form }) => {
  const { slug } = await createDriveAsStaff(ctx, staff, Object.fromEntries(form));
  return { to: `/staff/drives/${slug}`, notice: "saved" };
});
