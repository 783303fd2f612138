import { changeChannel } from "@/domain/staff/manage-notifications";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/notifications", async ({ ctx, staff, form }) => {
  await changeChannel(ctx, staff, { id: form.get("id"), events: form.getAll("events") });
  return { notice: "saved" };
});
