import { currentStaff } from "@/domain/staff/current-staff";
import { holdDriveAsStaff } from "@/domain/staff/hold-as-staff";
import { getRuntime } from "@/runtime";
import { answerForm, seeOther } from "../form-post";

export async function POST(request: Request): Promise<Response> {
  return answerForm(request, "/staff", async (form) => {
    const { ctx, auth } = getRuntime();
    const staff = await currentStaff(auth, request.headers);
    await holdDriveAsStaff(ctx, staff, { slug: form.get("slug"), reason: form.get("reason") });
    return seeOther("/staff");
  });
}
