import { z } from "zod";
import { isOwnForm } from "@/app/reader-page";
import { localPath } from "@/components/words/words";
import { errorCode } from "@/domain/errors";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";
import { startCheckout } from "@/domain/membership/start-checkout";
import { getRuntime } from "@/runtime";

const text = z.string().max(200).optional();

const formSchema = z.object({
  price: z.string().max(100),
  attempt: z.uuid(),
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
  const { price, attempt, article, section, place, embed } = form.data;
  try {
    const { url, sessionId } = await startCheckout(getRuntime().ctx, {
      priceId: price,
      locale,
      attempt,
      attribution: { article, section, place, embedHost: embed },
    });
    return seeOther(url, checkoutCookie(sessionId));
  } catch (error) {
    const code = errorCode(error);
    if (!code) throw error;
    return seeOther(`${localPath(locale, "/join")}?problem=${code}`);
  }
}

/** Lets this browser, and no one who only knows the welcome's address, open the portal straight after paying. */
function checkoutCookie(sessionId: string): string {
  const secure = getRuntime().ctx.settings.siteUrl.startsWith("https://") ? "; Secure" : "";
  return `muster_checkout=${sessionId}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`;
}

function seeOther(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, ...(cookie ? { "set-cookie": cookie } : {}) },
  });
}
