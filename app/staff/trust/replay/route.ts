import { replayAsStaff } from "@/domain/staff/repair-as-staff";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/trust", async ({ ctx, staff, form }) => {
  await replayAsStaff(ctx, staff, { id: form.get("id") });
  return { notice: "replayed" };
});
