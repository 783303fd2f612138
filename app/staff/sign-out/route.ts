import { signOutStaff } from "@/domain/staff/sign-out";
import { getRuntime } from "@/runtime";
import { answerForm, seeOther } from "../form-post";

export async function POST(request: Request): Promise<Response> {
  return answerForm(request, "/staff/login", async () => {
    const { ctx, auth } = getRuntime();
    const { cookies } = await signOutStaff(ctx, auth, request.headers);
    return seeOther("/staff/login", "signed_out", cookies);
  });
}
