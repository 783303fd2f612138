import { inviteStaff } from "@/domain/staff/invite";
import { staffReveal } from "../../form-post";

export const POST = staffReveal(({ ctx, staff, form }) =>
  inviteStaff(ctx, staff, { email: form.get("email"), role: form.get("role") }),
);
