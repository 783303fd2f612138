import type { Ctx } from "@/domain/context";
import { DomainError, errorCode } from "@/domain/errors";
import type { StaffAuth } from "@/domain/staff/auth";
import { currentStaff } from "@/domain/staff/current-staff";
import { isSameOrigin } from "@/domain/staff/same-origin";
import type { StaffMember } from "@/domain/staff/staff-member";
import { getRuntime } from "@/runtime";
import { type Notice, WORDS_COOKIE } from "./notices";

/** Where forms lead. Nothing of the request decides them but what is written into them escaped. */
export type StaffPath = "/staff" | `/staff/${string}`;

const MAX_FORM_BYTES = 64 * 1024;
/** Lists of members; only whoever is signed in may send so much. */
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const WORDS_SECONDS = 30;

/** What a form's verb gets: the newsroom, who sent it, and what was filled in. */
export interface StaffPost {
  ctx: Ctx;
  auth: StaffAuth;
  staff: StaffMember | null;
  headers: Headers;
  form: FormData;
}

/** What a verb may change of the answer: where it leads, the notice there, cookies to set. */
export interface FormAnswer {
  to?: StaffPath;
  notice?: Notice;
  cookies?: readonly string[];
}

type Work = (post: StaffPost) => Promise<FormAnswer>;

/**
 * A POST handler for a form of ours: runs one verb and leads back to a page, in words where it was refused. `pageOf`
 * names the page that the form stood on, where that depends on what it is about.
 */
export function staffForm(
  back: StaffPath,
  work: Work,
  pageOf: (form: FormData) => StaffPath = () => back,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { ctx } = getRuntime();
    if (!isSameOrigin(request.headers, ctx.settings.siteUrl)) return seeOther(back, { notice: "origin" });
    let page = back;
    try {
      const post = await readPost(request);
      page = pageOf(post.form);
      return seeOther(back, await work(post));
    } catch (error) {
      return refusal(ctx, page, error);
    }
  };
}

/** A POST handler for what is shown once and kept nowhere: answers JSON to the page that asked, cookies as cookies. */
export function staffReveal(
  work: (post: StaffPost) => Promise<object & Pick<FormAnswer, "cookies">>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { ctx } = getRuntime();
    const headers = { "Cache-Control": "no-store" };
    const refuse = (status: number, code: string, message: string) =>
      Response.json({ error: { code, message } }, { status, headers });
    if (!isSameOrigin(request.headers, ctx.settings.siteUrl)) {
      return refuse(403, "origin", "This was not sent from a page of ours.");
    }
    try {
      const { cookies = [], ...answer } = await work(await readPost(request));
      const response = Response.json(answer, { headers });
      for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
      return response;
    } catch (error) {
      const code = errorCode(error);
      if (code && error instanceof Error) return refuse(statusOf(code), code, error.message);
      ctx.log.error({ part: "staff", err: error }, "a staff request failed");
      return refuse(500, "failed", "That did not work. Nothing was changed; please try again.");
    }
  };
}

/** The status a refusal has where a machine reads it. */
export function statusOf(code: string): number {
  if (code === "not_signed_in") return 401;
  if (code === "not_allowed" || code === "second_factor_needed") return 403;
  if (code === "rate_limited") return 429;
  return code.endsWith("_not_found") ? 404 : 422;
}

async function readPost(request: Request): Promise<StaffPost> {
  const { ctx, auth } = getRuntime();
  const { headers } = request;
  const staff = await currentStaff(auth, headers);
  return { ctx, auth, headers, staff, form: await readForm(request, staff !== null) };
}

function refusal(ctx: Ctx, back: StaffPath, error: unknown): Response {
  const code = errorCode(error);
  const isSigningIn = back.startsWith("/staff/login");
  if (code === "not_signed_in") {
    return seeOther(isSigningIn ? back : "/staff/login", isSigningIn ? { notice: "credentials" } : {});
  }
  if (code === "code_used" || code === "sign_in_over") return seeOther("/staff/login", { notice: code });
  if (code === "second_factor_needed") return seeOther("/staff/account", { notice: "second_factor" });
  if (code === "rate_limited") return seeOther(back, { notice: "locked" });
  if (code && error instanceof Error) {
    return seeOther(back, { notice: "refused", cookies: [wordsCookie(error.message)] });
  }
  ctx.log.error({ part: "staff", err: error }, "a staff form failed");
  return seeOther(back, { notice: "failed" });
}

function seeOther(back: StaffPath, { to = back, notice, cookies = [] }: FormAnswer): Response {
  const address = notice ? `${to}${to.includes("?") ? "&" : "?"}notice=${notice}` : to;
  const response = new Response(null, {
    status: 303,
    headers: { Location: address, "Cache-Control": "no-store" },
  });
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}

// Never in the address: words there could be anyone's.
function wordsCookie(words: string): string {
  const value = encodeURIComponent(words.slice(0, 500));
  return `${WORDS_COOKIE}=${value}; Path=/staff; Max-Age=${WORDS_SECONDS}; HttpOnly; SameSite=Strict`;
}

async function readForm(request: Request, maySendFiles: boolean): Promise<FormData> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  const type = request.headers.get("content-type") ?? "";
  const isFile = maySendFiles && type.startsWith("multipart/form-data");
  // A length that is not told is no length within the limit.
  if (isFile && !(length <= MAX_FILE_BYTES))
    throw new DomainError("invalid_input", "That file is over 32 MB.");
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  if (!(isFile || (isForm && length <= MAX_FORM_BYTES))) return new FormData();
  return request.formData();
}
