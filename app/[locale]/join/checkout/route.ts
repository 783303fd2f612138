import { z } from "zod";
import { checkoutCookie, seeOther } from "@/app/checkout-cookie";
import { isOwnForm } from "@/app/reader-page";
import { localPath } from "@/components/words/words";
import { errorCode } from "@/domain/errors";
import { orderTerm } from "@/domain/gift/order-term";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";
import { startCheckout } from "@/domain/membership/start-checkout";
import { getRuntime } from "@/runtime";

/** Marks a choice of a pass among the plans. */
const PASS = "pass:";

const text = z.string().max(200).optional();

const formSchema = z.object({
  price: z.string().max(100),
  attempt: z.uuid(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  article: text,
  section: text,
  place: text,
  embed: text,
});

/** The join form: opens Checkout and leads there; anything wrong leads back with words. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/[locale]/join/checkout">,
): Promise<Response> {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  if (!isOwnForm(request))
    return new Response("This form can only be sent from our own page.", { status: 403 });
  const form = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) return seeOther(`${localPath(locale, "/join")}?problem=plan_not_found`);
  const { price, attempt, currency, article, section, place, embed } = form.data;
  const attribution = { article, section, place, embedHost: embed };
  const { ctx } = getRuntime();
  try {
    const { url, sessionId } = price.startsWith(PASS)
      ? await orderTerm(
          ctx,
          {
            kind: "pass",
            priceId: price.slice(PASS.length),
            attempt,
            locale,
            recipient: null,
            card: {},
            startsOn: null,
          },
          attribution,
        )
      : await startCheckout(ctx, { priceId: price, currency, locale, attempt, attribution });
    return seeOther(url, checkoutCookie(sessionId));
  } catch (error) {
    const code = errorCode(error);
    if (!code) throw error;
    return seeOther(`${localPath(locale, "/join")}?problem=${code}`);
  }
}
