import { z } from "zod";
import { checkoutCookie, seeOther } from "@/app/checkout-cookie";
import { isOwnForm } from "@/app/reader-page";
import { errorCode } from "@/domain/errors";
import { orderTerm } from "@/domain/gift/order-term";
import { DEFAULT_LOCALE, isLocale, localPath } from "@/domain/locale";
import { getRuntime } from "@/runtime";

const text = z.string().trim().max(1_000).default("");

const formSchema = z.object({
  price: z.string().max(100),
  attempt: z.uuid(),
  how: z.enum(["mail", "card"]),
  recipient: text,
  startsOn: text,
  to: text,
  from: text,
  message: text,
});

/** The gift form: opens Checkout and leads there; anything wrong leads back with words. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/[locale]/gift/checkout">,
): Promise<Response> {
  const { locale: raw } = await params;
  const locale = isLocale(raw) ? raw : DEFAULT_LOCALE;
  if (!isOwnForm(request))
    return new Response("This form can only be sent from our own page.", { status: 403 });
  const back = (code: string) => seeOther(`${localPath(locale, "/gift")}?problem=${code}`);
  const parsed = formSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return back("invalid_input");
  const form = parsed.data;
  try {
    const { url, sessionId } = await orderTerm(getRuntime().ctx, {
      kind: "gift",
      priceId: form.price,
      attempt: form.attempt,
      locale,
      recipient: form.how === "mail" ? form.recipient : null,
      card: { to: form.to, from: form.from, message: form.message },
      startsOn: form.startsOn || null,
    });
    return seeOther(url, checkoutCookie(sessionId));
  } catch (error) {
    const code = errorCode(error);
    if (!code) throw error;
    return back(code);
  }
}
