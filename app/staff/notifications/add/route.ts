import { addChannel } from "@/domain/staff/manage-notifications";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/notifications", async ({ ctx, staff, form }) => {
  await addChannel(ctx, staff, {
    kind: form.get("kind"),
    target: form.get("target"),
    events: form.getAll("events"),
  });
  return { notice: "channel_added" };
});
