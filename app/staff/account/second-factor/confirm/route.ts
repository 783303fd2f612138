import { confirmSecondFactor } from "@/domain/staff/second-factor";
import { staffForm } from "../../../form-post";

export const POST = staffForm("/staff/account", async ({ ctx, auth, staff, headers, form }) => {
  const { cookies } = await confirmSecondFactor(ctx, staff, auth, { code: form.get("code") }, headers);
  return { notice: "second_factor_set", cookies };
});
