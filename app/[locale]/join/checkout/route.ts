import { cookies } from "next/headers";
import { z } from "zod";
import { checkoutCookie, checkoutCookieName, seeOther } from "@/app/checkout-cookie";
import { isOwnForm } from "@/app/reader-page";
import { errorCode } from "@/domain/errors";
import { orderTerm } from "@/domain/gift/order-term";
import { DEFAULT_LOCALE, isLocale, localPath } from "@/domain/locale";
import { dropCheckout } from "@/domain/membership/drop-checkout";
import { type CheckoutStart, startCheckout } from "@/domain/membership/start-checkout";
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

/** Back to the form as it was: what was chosen and typed, the currency, and where the reader came from stay. */
function backQuery(
  problem: string,
  { price: chosen, currency, article, section, place, embed: via }: z.output<typeof formSchema>,
  amount: string,
): URLSearchParams {
  const query = new URLSearchParams({ problem });
  for (const [key, value] of Object.entries({ chosen, amount, currency, article, section, place, via }))
    if (value) query.set(key, value);
  return query;
}

const OWN = /^own:([A-Za-z0-9_]+):(month|year)(?::([0-9.]+))?$/;

/** A plan, or an amount of the reader's own: the one pressed, else the one typed. */
function choiceOf(price: string, sent: Record<string, FormDataEntryValue>): CheckoutStart["choice"] {
  const [, productId, interval, pressed] = OWN.exec(price) ?? [];
  if (!productId || !interval) return { priceId: price };
  return { productId, interval, amount: pressed ?? typedAmount(price, sent) };
}

/** What stands in the field beside a choice; empty where it has none. */
function typedAmount(price: string, sent: Record<string, FormDataEntryValue>): string {
  const typed = sent[price.replace(/^own:/, "amount:")];
  return typeof typed === "string" ? typed.slice(0, 20) : "";
}

/** The join form: opens Checkout and leads there; anything wrong leads back with words. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/[locale]/join/checkout">,
): Promise<Response> {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  if (!isOwnForm(request))
    return new Response("This form can only be sent from our own page.", { status: 403 });
  const sent = Object.fromEntries(await request.formData());
  const form = formSchema.safeParse(sent);
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
      : await startCheckout(ctx, { choice: choiceOf(price, sent), currency, locale, attempt, attribution });
    const left = (await cookies()).get(checkoutCookieName())?.value;
    if (left && left !== sessionId) await dropCheckout(ctx, left);
    return seeOther(url, checkoutCookie(sessionId));
  } catch (error) {
    const code = errorCode(error);
    if (!code) throw error;
    return seeOther(`${localPath(locale, "/join")}?${backQuery(code, form.data, typedAmount(price, sent))}`);
  }
}
