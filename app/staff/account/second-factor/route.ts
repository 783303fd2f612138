import { encode } from "uqr";
import { beginSecondFactor } from "@/domain/staff/second-factor";
import { staffReveal } from "../../form-post";

export const POST = staffReveal(async ({ auth, staff, headers, form }) => {
  const setup = await beginSecondFactor(staff, auth, { password: form.get("password") }, headers);
  return { ...setup, squares: encode(setup.uri).data };
});
