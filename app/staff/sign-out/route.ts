import { signOutStaff } from "@/domain/staff/sign-out";
import { staffForm } from "../form-post";

export const POST = staffForm("/staff/login", async ({ ctx, auth, headers }) => {
  const { cookies } = await signOutStaff(ctx, auth, headers);
  return { notice: "signed_out", cookies };
});
