import { holdDriveAsStaff } from "@/domain/staff/hold-as-staff";
import { staffForm } from "../form-post";

export const POST = staffForm("/staff", async ({ ctx, staff, form }) => {
  await holdDriveAsStaff(ctx, staff, { slug: form.get("slug"), reason: form.get("reason") });
  return {};
});
