import { releaseDriveAsStaff } from "@/domain/staff/hold-as-staff";
import { staffForm } from "../form-post";

export const POST = staffForm("/staff", async ({ ctx, staff, form }) => {
  await releaseDriveAsStaff(ctx, staff, { slug: form.get("slug") });
  return {};
});
