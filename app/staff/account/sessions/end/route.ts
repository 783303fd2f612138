import { endOwnSessions } from "@/domain/staff/own-account";
import { staffForm } from "../../../form-post";

export const POST = staffForm("/staff/account", async ({ ctx, auth, staff, headers, form }) => {
  await endOwnSessions(ctx, staff, auth, { session: form.get("session") }, headers);
  return { notice: "sessions_ended" };
});
