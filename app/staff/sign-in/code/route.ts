import { signInWithCode } from "@/domain/staff/sign-in";
import { staffForm } from "../../form-post";

export const POST = staffForm("/staff/login/code", async ({ ctx, auth, headers, form }) => {
  const { cookies } = await signInWithCode(ctx, auth, { code: form.get("code") }, headers);
  return { to: "/staff", cookies };
});
