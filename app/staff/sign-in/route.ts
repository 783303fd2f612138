import { signInStaff } from "@/domain/staff/sign-in";
import { staffForm } from "../form-post";

export const POST = staffForm("/staff/login", async ({ ctx, auth, headers, form }) => {
  const input = { email: form.get("email"), password: form.get("password") };
  const { cookies, needsCode } = await signInStaff(ctx, auth, input, headers);
  return { to: needsCode ? "/staff/login/code" : "/staff", cookies };
});
