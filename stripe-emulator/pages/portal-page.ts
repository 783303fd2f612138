import type { PortalSession, Price, Subscription } from "../objects/shapes.ts";
import type { World } from "../world.ts";
import { type Html, html } from "./html.ts";
import { page } from "./layout.ts";
import { money } from "./words.ts";

/** Prices that the portal lets this subscription change to. */
export function choicesFor(world: World, subscription: Subscription): Price[] {
  const current = subscription.items.data[0]?.price;
  if (!current) return [];
  return world.store
    .of("price")
    .by("product", current.product)
    .filter(
      (price) =>
        price.active &&
        price.recurring !== null &&
        price.id !== current.id &&
        price.currency_options?.[subscription.currency]?.unit_amount != null,
    );
}

export function portalPage(world: World, session: PortalSession): string {
  const subscriptions = world.store.of("subscription").by("customer", session.customer);
  const live = subscriptions.filter((each) => !["canceled", "incomplete_expired"].includes(each.status));
  const customer = world.store.of("customer").get(session.customer);
  const body = html`<h1>Your subscriptions</h1>
<p>${customer?.email}</p>
${live.length === 0 ? html`<p>You have no running subscription.</p>` : null}
${live.map((subscription) => card(world, session, subscription))}
${session.return_url ? html`<a class="button quiet" href="${session.return_url}">Return</a>` : null}`;
  return page("Your subscriptions", body, "en");
}

function card(world: World, session: PortalSession, subscription: Subscription): Html {
  const item = subscription.items.data[0];
  const product = world.store.of("product").get(item?.price.product ?? "");
  const every = item?.price.recurring?.interval ?? "";
  const amount = money((item?.price.unit_amount ?? 0) * (item?.quantity ?? 1), subscription.currency);
  const ends = subscription.cancel_at;
  const choices = choicesFor(world, subscription);
  return html`<section class="card" aria-labelledby="${subscription.id}">
<h2 id="${subscription.id}">${product?.name}</h2>
<p>${amount} every ${every}, ${subscription.status}</p>
<p>${ends === null ? `Renews on ${day(item?.current_period_end ?? 0)}` : `Ends on ${day(ends)}`}</p>
${ends === null ? button(session, subscription, "cancel", "Cancel subscription") : button(session, subscription, "resume", "Don’t cancel subscription")}
${choices.length > 0 ? chooser(session, subscription, choices) : null}
</section>`;
}

function chooser(session: PortalSession, subscription: Subscription, choices: Price[]): Html {
  const id = `price-${subscription.id}`;
  return html`<form method="post" action="/p/session/${session.id}">
<input type="hidden" name="subscription" value="${subscription.id}">
<label for="${id}">Change plan to</label>
<select id="${id}" name="price">${choices.map((price) => {
    const amount = price.currency_options?.[subscription.currency]?.unit_amount ?? 0;
    return html`<option value="${price.id}">${money(amount, subscription.currency)} every ${price.recurring?.interval}</option>`;
  })}</select>
<button class="quiet" type="submit" name="act" value="change">Change plan</button>
</form>`;
}

function button(session: PortalSession, subscription: Subscription, act: string, label: string): Html {
  return html`<form method="post" action="/p/session/${session.id}">
<input type="hidden" name="subscription" value="${subscription.id}">
<button class="quiet" type="submit" name="act" value="${act}">${label}</button>
</form>`;
}

function day(seconds: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
