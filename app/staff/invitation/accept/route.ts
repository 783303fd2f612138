import { acceptInvitation } from "@/domain/staff/invite";
import { staffForm } from "../../form-post";

export const POST = staffForm(
  "/staff/invitation",
  async ({ ctx, auth, form }) => {
    await acceptInvitation(ctx, auth, { token: form.get("token"), password: form.get("password") });
    return { to: "/staff/login", notice: "account_ready" };
  },
  (form) => `/staff/invitation?token=${encodeURIComponent(String(form.get("token")))}`,
);
