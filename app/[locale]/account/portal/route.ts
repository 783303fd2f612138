import { cookies } from "next/headers";
import { checkoutCookieName } from "@/app/checkout-cookie";
import { isOwnForm } from "@/app/reader-page";
import { errorCode } from "@/domain/errors";
import { DEFAULT_LOCALE, isLocale, localPath } from "@/domain/locale";
import { openPortal } from "@/domain/membership/open-portal";
import { getRuntime } from "@/runtime";

/** Leads to the Billing Portal: straight in for the browser that has just paid, else to its e-mail login page. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/[locale]/account/portal">,
): Promise<Response> {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  if (!isOwnForm(request))
    return new Response("This form can only be sent from our own page.", { status: 403 });
  const sessionId = (await cookies()).get(checkoutCookieName())?.value ?? null;
  try {
    const { url } = await openPortal(getRuntime().ctx, { sessionId, locale });
    return new Response(null, { status: 303, headers: { location: url } });
  } catch (error) {
    if (!errorCode(error)) throw error;
    const location = `${localPath(locale, "/account")}?problem=away`;
    return new Response(null, { status: 303, headers: { location } });
  }
}
