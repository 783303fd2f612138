import { seeOther } from "@/app/checkout-cookie";
import { isOwnForm } from "@/app/reader-page";
import { errorCode } from "@/domain/errors";
import { redeemGift } from "@/domain/gift/redeem-gift";
import { DEFAULT_LOCALE, isLocale, localPath } from "@/domain/locale";
import { CLIENT_ADDRESS_HEADER } from "@/domain/staff/client-address-header";
import { getRuntime } from "@/runtime";

/** The form on a gift's card: makes the gift its recipient's and leads back with words. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/[locale]/redeem/accept">,
): Promise<Response> {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  if (!isOwnForm(request))
    return new Response("This form can only be sent from our own page.", { status: 403 });
  const form = await request.formData();
  const back = (query: Record<string, string>) =>
    seeOther(`${localPath(locale, "/redeem")}?${new URLSearchParams(query)}`);
  try {
    const { startsAt, endsAt } = await redeemGift(getRuntime().ctx, {
      code: String(form.get("code") ?? ""),
      email: String(form.get("email") ?? ""),
      network: request.headers.get(CLIENT_ADDRESS_HEADER),
    });
    return back({ from: startsAt.toISOString(), until: endsAt.toISOString() });
  } catch (error) {
    const code = errorCode(error);
    if (!code) throw error;
    return back({ problem: code });
  }
}
