import { errorCode } from "@/domain/errors";
import { isSameOrigin } from "@/domain/staff/same-origin";
import { getRuntime } from "@/runtime";
import { isNotice, type Notice } from "./notices";

type StaffPath = "/staff" | "/staff/login";

/** Where a form leads, with a key of `notices.ts`. Paths are fixed: nothing of the request decides them. */
export function seeOther(path: StaffPath, notice?: Notice, cookies: readonly string[] = []): Response {
  const response = new Response(null, {
    status: 303,
    headers: { Location: notice ? `${path}?notice=${notice}` : path, "Cache-Control": "no-store" },
  });
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

const MAX_FORM_BYTES = 8 * 1024;

/**
 * Runs one verb for a form of ours and leads back to a page, in words where it was refused.
 * A form sent from elsewhere is refused before anything is read.
 */
export async function answerForm(
  request: Request,
  back: StaffPath,
  work: (form: FormData) => Promise<Response>,
): Promise<Response> {
  const { ctx } = getRuntime();
  if (!isSameOrigin(request.headers, ctx.settings.siteUrl)) return seeOther(back, "origin");
  try {
    return await work(await readForm(request));
  } catch (error) {
    const code = errorCode(error);
    if (code === "not_signed_in")
      return seeOther("/staff/login", back === "/staff" ? undefined : "credentials");
    if (code === "rate_limited") return seeOther(back, "locked");
    if (isNotice(code)) return seeOther(back, code);
    ctx.log.error({ part: "staff", err: error }, "a staff form failed");
    return seeOther(back, "failed");
  }
}

async function readForm(request: Request): Promise<FormData> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  const type = request.headers.get("content-type") ?? "";
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  if (!isForm || !(length <= MAX_FORM_BYTES)) return new FormData();
  return request.formData();
}
