import { priceItems } from "../billing/pay-checkout.ts";
import type { CheckoutSession } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { type Html, html } from "./html.ts";
import { page } from "./layout.ts";
import { money, type Words, wordsFor } from "./words.ts";

export interface CheckoutFields {
  email: string;
  name: string;
  card: string;
  code: string;
  amount: string;
}

export interface CheckoutError {
  field: "email" | "card" | "code" | "amount";
  message: string;
}

export function emptyFields(world: World, session: CheckoutSession): CheckoutFields {
  const customer = session.customer ? world.store.of("customer").get(session.customer) : undefined;
  return {
    email: customer?.email ?? session.customer_email ?? "",
    name: customer?.name ?? "",
    card: "4242 4242 4242 4242",
    code: "",
    amount: "",
  };
}

/** The hosted payment page: a plain form, so that it works without JavaScript. */
export function checkoutPage(
  world: World,
  session: CheckoutSession,
  fields: CheckoutFields,
  error?: CheckoutError,
): string {
  const { lang, words } = wordsFor(session.locale);
  const items = world.store.of("session_details").get(session.id)?.lineItems ?? [];
  const priced = priceItems(world, items, session.discounts ?? []);
  const currency = session.currency ?? "eur";
  const custom = items.find((item) => item.price.custom_unit_amount)?.price.custom_unit_amount;
  const every = words.thenEvery[items[0]?.price.recurring?.interval ?? ""];
  const hasFixedEmail = (session.customer ?? session.customer_email) !== null && fields.email !== "";
  const title = `${session.mode === "subscription" ? words.subscribeTo : words.pay}: ${items[0]?.description ?? ""}`;
  const body = html`<h1>${title}</h1>
${items.map((item) => html`<p>${item.description}</p>`)}
${custom ? null : html`<p class="total">${money(priced.total, currency, lang)}${every ? ` ${every}` : ""}</p>`}
${error ? html`<p class="error" role="alert" id="problem">${error.message}</p>` : null}
<form method="post" action="/c/pay/${session.id}">
${custom ? amountField(words, fields.amount || limit(custom.preset), custom, currency, error) : null}
${field("email", "email", words.email, fields.email, "email", error, hasFixedEmail)}
${field("name", "text", words.name, fields.name, "cc-name", error)}
${field("card", "text", words.card, fields.card, "cc-number", error, false, words.cardHint)}
${session.allow_promotion_codes ? field("code", "text", words.code, fields.code, "off", error) : null}
<button type="submit">${words.pay}</button>
</form>
${session.cancel_url ? html`<a class="button quiet" href="${session.cancel_url}">${words.back}</a>` : null}`;
  return page(title, body, lang);
}

function field(
  name: CheckoutError["field"] | "name",
  type: string,
  label: string,
  value: string,
  autocomplete: string,
  error: CheckoutError | undefined,
  fixed = false,
  hint = "",
): Html {
  const wrong = error?.field === name;
  const described = [wrong ? "problem" : "", hint ? `${name}-hint` : ""].filter(Boolean).join(" ");
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}"${
    name === "email" || name === "card" ? html` required` : null
  }${fixed ? html` readonly` : null}${wrong ? html` aria-invalid="true"` : null}${
    described ? html` aria-describedby="${described}"` : null
  }>${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : null}`;
}

function amountField(
  words: Words,
  value: string,
  limits: { minimum: number | null; maximum: number | null },
  currency: string,
  error: CheckoutError | undefined,
): Html {
  const wrong = error?.field === "amount";
  return html`<label for="amount">${words.amount} (${currency.toUpperCase()})</label>
<input id="amount" name="amount" type="text" inputmode="decimal" value="${value}" autocomplete="off" required${
    wrong ? html` aria-invalid="true"` : null
  } aria-describedby="amount-hint${wrong ? " problem" : ""}">
<p class="hint" id="amount-hint">${limit(limits.minimum)} – ${limit(limits.maximum)}</p>`;
}

function limit(amount: number | null): string {
  return amount === null ? "" : String(amount / 100);
}

export function authenticationPage(session: CheckoutSession, fields: CheckoutFields): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const body = html`<h1>Authenticate your card</h1>
<p>Your bank would ask you here whether it is you.</p>
<form method="post" action="/c/pay/${session.id}">${hidden}
<button type="submit" name="authentication" value="complete">Complete authentication</button>
<button class="quiet" type="submit" name="authentication" value="fail">Fail authentication</button>
</form>`;
  return page("Authenticate your card", body);
}

export function expiredPage(session: CheckoutSession): string {
  const { lang, words } = wordsFor(session.locale);
  const back = session.cancel_url
    ? html`<a class="button" href="${session.cancel_url}">${words.back}</a>`
    : null;
  return page(words.expired, html`<h1>${words.expired}</h1>${back}`, lang);
}
