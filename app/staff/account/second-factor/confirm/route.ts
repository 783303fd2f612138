import { confirmSecondFactor } from "@/domain/staff/second-factor";
import { staffReveal } from "../../../form-post";

export const POST = staffReveal(({ ctx, auth, staff, headers, form }) =>
  confirmSecondFactor(ctx, staff, auth, { code: form.get("code") }, headers),
);
