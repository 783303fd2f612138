import { changeOwnPassword } from "@/domain/staff/own-account";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/account", async ({ ctx, auth, staff, headers, form }) => {
  const input = { current: form.get("current"), next: form.get("next") };
  const { cookies } = await changeOwnPassword(ctx, staff, auth, input, headers);
  return { notice: "password_changed", cookies };
});
