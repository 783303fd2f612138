import { completeCheckout, declineCheckout } from "../billing/complete-checkout";
import { couponOff } from "../billing/discounts";
import type { CheckoutSession } from "../objects/shapes";
import type { World } from "../world";
import { escapeHtml, money, page } from "./html";

/** What a page answers: HTML, or a redirect. */
export type PageAnswer = { status: number; html: string } | { redirect: string };

const DECLINED_CARD = "4000000000000002";
const AUTHENTICATION_CARD = "4000002500003155";

/** The hosted page a person pays, declines or leaves; a plain form, so that it works without scripts. */
export function showCheckout(
  world: World,
  id: string,
  error = "",
  typed: URLSearchParams = new URLSearchParams(),
): PageAnswer {
  const session = world.store.of("session").get(id);
  if (!session) return { status: 404, html: page("Not found", "<h1>This checkout does not exist.</h1>") };
  if (session.status === "complete") return { redirect: successUrl(session) };
  if (session.status === "expired") {
    return {
      status: 410,
      html: page(
        "Expired",
        "<h1>This checkout has expired.</h1><p>Nothing was charged. Go back and start again.</p>",
      ),
    };
  }
  return { status: error ? 402 : 200, html: page("Checkout", form(world, session, error, typed)) };
}

/** The form was sent: pay, authenticate, or go back. */
export function submitCheckout(world: World, id: string, form: URLSearchParams): PageAnswer {
  const session = world.store.of("session").get(id);
  if (session?.status !== "open") return showCheckout(world, id);
  if (form.get("action") === "promotion") return applyPromotion(world, session, form);
  const payer = {
    email: session.customer_email ?? form.get("email")?.trim() ?? "",
    name: form.get("name")?.trim() || null,
    country: form.get("country") || null,
  };
  if (!session.customer && !/^\S+@\S+\.\S+$/.test(payer.email)) {
    return showCheckout(world, id, "Enter a valid e-mail address.", form);
  }
  const card = (form.get("card") ?? "").replace(/\D/g, "");
  if (!/^\d{16}$/.test(card)) return showCheckout(world, id, "Your card number is incomplete.", form);
  const action = form.get("action");
  if (card === AUTHENTICATION_CARD && action === "pay")
    return { status: 200, html: authentication(session, form) };
  if (card === DECLINED_CARD || action === "fail") {
    declineCheckout(world, session, payer);
    const words =
      action === "fail"
        ? "We could not authenticate your card. Nothing was charged."
        : "Your card was declined. Nothing was charged.";
    return showCheckout(world, id, words, form);
  }
  return { redirect: successUrl(completeCheckout(world, session, payer)) };
}

function successUrl(session: CheckoutSession): string {
  return (session.success_url ?? "/").replace("{CHECKOUT_SESSION_ID}", session.id);
}

function applyPromotion(world: World, session: CheckoutSession, form: URLSearchParams): PageAnswer {
  const code = form.get("promotion")?.trim().toLowerCase() ?? "";
  const held = world.store.of("promotion_code").first("code", code);
  const coupon = held?.active ? world.store.of("coupon").get(held.promotion.coupon) : undefined;
  if (!held || !coupon) return showCheckout(world, session.id, "This code is invalid.", form);
  const off = couponOff(coupon, session.amount_subtotal ?? 0);
  world.store.put("session", {
    ...session,
    discounts: [{ coupon: null, promotion_code: held.id }],
    amount_total: (session.amount_subtotal ?? 0) - off,
  });
  return showCheckout(world, session.id, "", form);
}

function form(world: World, session: CheckoutSession, error: string, typed: URLSearchParams): string {
  const item = world.store.of("session_details").get(session.id)?.lineItems[0];
  const recurring = item?.price.recurring;
  const total = money(session.amount_total ?? 0, session.currency ?? "eur");
  const each = recurring ? ` <span class="note">per ${escapeHtml(String(recurring.interval))}</span>` : "";
  const known = session.customer
    ? world.store.of("customer").get(session.customer)?.email
    : session.customer_email;
  const value = (key: string, fallback = "") => escapeHtml(typed.get(key) ?? fallback);
  const email = known
    ? `<p>E-mail: <strong>${escapeHtml(known)}</strong></p><input type="hidden" name="email" value="${escapeHtml(known)}">`
    : `<label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" required value="${value("email")}">`;
  const promotion = session.allow_promotion_codes
    ? `<label for="promotion">Promotion code</label><input id="promotion" name="promotion" value="${value("promotion")}"><button class="quiet" name="action" value="promotion" formnovalidate>Apply</button>`
    : "";
  const back = session.cancel_url ? `<p><a href="${escapeHtml(session.cancel_url)}">Go back</a></p>` : "";
  return `<h1>${escapeHtml(item?.description ?? "Payment")}</h1><p class="price">${total}${each}</p>
${error ? `<p class="error" role="alert">${escapeHtml(error)}</p>` : ""}
<form method="post">${email}
<label for="card">Card number</label><input id="card" name="card" inputmode="numeric" autocomplete="off" value="${value("card", "4242 4242 4242 4242")}" aria-describedby="cards">
<p class="note" id="cards">4242… pays, 4000 0000 0000 0002 is declined, 4000 0025 0000 3155 asks to authenticate.</p>
<label for="name">Name on card</label><input id="name" name="name" autocomplete="name" value="${value("name")}">
<label for="country">Country</label><select id="country" name="country"><option value="UA">Ukraine</option><option value="DE">Germany</option><option value="PL">Poland</option><option value="NL">Netherlands</option><option value="GB">United Kingdom</option></select>
${promotion}<button name="action" value="pay">${session.mode === "subscription" ? "Subscribe" : "Pay"}</button></form>${back}`;
}

function authentication(session: CheckoutSession, typed: URLSearchParams): string {
  const hidden = ["email", "name", "country", "card"]
    .map((key) => `<input type="hidden" name="${key}" value="${escapeHtml(typed.get(key) ?? "")}">`)
    .join("");
  return page(
    "Authenticate",
    `<h1>Your bank asks: is it you?</h1><form method="post" action="/c/pay/${session.id}">${hidden}
<button name="action" value="complete">Complete authentication</button><button class="quiet" name="action" value="fail">Fail authentication</button></form>`,
  );
}
