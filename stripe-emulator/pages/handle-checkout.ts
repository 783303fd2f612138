import { payCheckout } from "../billing/pay-checkout.ts";
import type { CheckoutSession } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import {
  authenticationPage,
  type CheckoutError,
  type CheckoutFields,
  checkoutPage,
  emptyFields,
  expiredPage,
} from "./checkout-page.ts";
import { type PageAnswer, type PageRequest, redirect } from "./page-request.ts";
import { wordsFor } from "./words.ts";

const WORKS = /^4242424242424242$/;
const DECLINED = /^4000000000000002$/;
const AUTHENTICATES = /^4000002500003155$/;

/** GET shows the payment page, POST pays; a paid session leads to its success page however often it is asked. */
export function handleCheckout(request: PageRequest, session: CheckoutSession): PageAnswer {
  const { world } = request;
  if (session.status === "complete") return redirect(successUrl(session));
  const show = (status: number, body: string): PageAnswer => ({
    status,
    body,
    leadsTo: [session.success_url, session.cancel_url],
  });
  if (session.status === "expired" || session.expires_at <= world.clock.now())
    return show(410, expiredPage(session));
  if (request.method !== "POST") return show(200, checkoutPage(world, session, emptyFields(world, session)));

  const fields = fieldsFrom(world, session, request.form);
  const { words } = wordsFor(session.locale);
  const again = (error: CheckoutError) => show(422, checkoutPage(world, session, fields, error));
  const card = fields.card.replace(/\D/g, "");
  const authentication = request.form.get("authentication");
  if (AUTHENTICATES.test(card) && authentication === null)
    return show(200, authenticationPage(session, fields));
  if (authentication === "fail") return again({ field: "card", message: words.failed });
  if (!WORKS.test(card) && !DECLINED.test(card) && !AUTHENTICATES.test(card)) {
    return again({ field: "card", message: words.badCard });
  }
  const outcome = payCheckout(world, session, {
    email: fields.email,
    name: fields.name,
    card: DECLINED.test(card) ? "declined" : "works",
    promotionCode: fields.code,
    customAmount: amountOf(fields.amount),
  });
  switch (outcome.kind) {
    case "paid":
      return redirect(successUrl(outcome.session));
    case "expired":
      return show(410, expiredPage(session));
    case "declined":
      return again({ field: "card", message: words.declined });
    case "invalid":
      if (outcome.field === "email") return again({ field: "email", message: words.badEmail });
      if (outcome.field === "amount") return again({ field: "amount", message: words.badAmount });
      return again({ field: "code", message: words.badCode });
  }
}

function fieldsFrom(world: World, session: CheckoutSession, form: URLSearchParams): CheckoutFields {
  const known = emptyFields(world, session);
  return {
    email: known.email || (form.get("email") ?? ""),
    name: form.get("name") ?? "",
    card: form.get("card") ?? "",
    code: form.get("code") ?? "",
    amount: form.get("amount") ?? "",
  };
}

/** Minor units from what a person types: "12", "12.50", "12,5". */
function amountOf(text: string): number | null {
  const match = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "0").padEnd(2, "0")) : null;
}

function successUrl(session: CheckoutSession): string {
  return (session.success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}
