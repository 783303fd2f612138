import { signInStaff } from "@/domain/staff/sign-in";
import { getRuntime } from "@/runtime";
import { answerForm, seeOther } from "../form-post";

export async function POST(request: Request): Promise<Response> {
  return answerForm(request, "/staff/login", async (form) => {
    const { ctx, auth } = getRuntime();
    const input = { email: form.get("email"), password: form.get("password") };
    const { cookies } = await signInStaff(ctx, auth, input, request.headers);
    return seeOther("/staff", undefined, cookies);
  });
}
