import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { Ctx } from "@/domain/context";
import { errorCode } from "@/domain/errors";
import type { StaffAuth } from "@/domain/staff/auth";
import { currentStaff } from "@/domain/staff/current-staff";
import type { StaffMember } from "@/domain/staff/staff-member";
import { getRuntime } from "@/runtime";
import { noticeWords, WORDS_COOKIE } from "./notices";

/** What Next gives each page of the staff room. */
export interface StaffPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What a page of the staff room is made from. */
export interface Visit {
  ctx: Ctx;
  auth: StaffAuth;
  staff: StaffMember;
  headers: Headers;
  /** First value of each parameter of the address. */
  query: Record<string, string>;
  notice: string | null;
}

/**
 * Reads who asks, and sends whoever is not signed in to the door, an administrator without a second factor to
 * set it up, and whoever's role is too low to the first page. The verbs refuse by themselves; this only leads.
 */
export async function visit<T>(
  props: StaffPageProps,
  read: (visit: Visit) => Promise<T>,
): Promise<Visit & { data: T }> {
  const { ctx, auth } = getRuntime();
  const requestHeaders = new Headers(await headers());
  const staff = await currentStaff(auth, requestHeaders);
  if (!staff) redirect("/staff/login");
  const query = firstValues(await props.searchParams);
  const notice = noticeWords(query.notice, (await cookies()).get(WORDS_COOKIE)?.value);
  const visiting = { ctx, auth, staff, headers: requestHeaders, query, notice };
  try {
    return { ...visiting, data: await read(visiting) };
  } catch (error) {
    const code = errorCode(error);
    if (code === "not_signed_in") redirect("/staff/login");
    if (code === "second_factor_needed") redirect("/staff/account?notice=second_factor");
    if (code === "not_allowed") redirect("/staff?notice=refused");
    throw error;
  }
}

function firstValues(query: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[key, first]];
    }),
  );
}
