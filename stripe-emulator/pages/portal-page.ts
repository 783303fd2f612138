import { withPrice } from "../api/subscriptions";
import { changeSubscription, periodEnd } from "../billing/change-subscription";
import type { Subscription } from "../objects/shapes";
import type { World } from "../world";
import type { PageAnswer } from "./checkout-page";
import { escapeHtml, money, page } from "./html";

/** The Billing Portal of one customer: what they pay for, cancel, resume, change plan. */
export function showPortal(world: World, id: string): PageAnswer {
  const session = world.store.of("portal_session").get(id);
  if (!session?.customer)
    return { status: 404, html: page("Not found", "<h1>This portal session has ended.</h1>") };
  const held = world.store.of("subscription").by("customer", session.customer);
  const list =
    held.map((subscription) => section(world, subscription)).join("") || "<p>You have no subscriptions.</p>";
  const back = session.return_url
    ? `<p><a href="${escapeHtml(session.return_url)}">Return to the newsroom</a></p>`
    : "";
  return { status: 200, html: page("Your membership", `<h1>Your membership</h1>${list}${back}`) };
}

/** A button of the portal was pressed. Cancelling sets `cancel_at`, as Stripe's portal does since clover. */
export function submitPortal(world: World, id: string, form: URLSearchParams): PageAnswer {
  const session = world.store.of("portal_session").get(id);
  const subscription = world.store.of("subscription").get(form.get("subscription") ?? "");
  if (!session || subscription?.customer !== session.customer) return showPortal(world, id);
  if (subscription.status !== "canceled") change(world, subscription, form);
  return { redirect: `/p/session/${id}` };
}

/** The portal's own door: an e-mail address, and the same words whoever it belongs to. */
export function showLogin(world: World, email: string | null): PageAnswer {
  if (email === null) {
    return {
      status: 200,
      html: page(
        "Log in",
        `<h1>Manage your membership</h1><form method="post"><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="email" required><button>Send link</button></form>`,
      ),
    };
  }
  const customer = world.store.of("customer").first("email", email.trim().toLowerCase());
  const link = customer
    ? `<p class="note">Emulator: <a href="/p/enter/${customer.id}">open the link that was mailed</a></p>`
    : "";
  return {
    status: 200,
    html: page(
      "Check your mail",
      `<h1>Check your mail</h1><p>If ${escapeHtml(email)} has a membership, a link is on its way.</p>${link}`,
    ),
  };
}

function change(world: World, subscription: Subscription, form: URLSearchParams): void {
  const action = form.get("action");
  if (action === "cancel") {
    changeSubscription(world, subscription, {
      cancel_at: periodEnd(subscription),
      canceled_at: world.clock.now(),
    });
  } else if (action === "resume") {
    changeSubscription(world, subscription, {
      cancel_at: null,
      canceled_at: null,
      cancel_at_period_end: false,
    });
  } else if (action === "plan" && form.get("price")) {
    changeSubscription(world, subscription, {
      items: withPrice(world, subscription, form.get("price") ?? ""),
    });
  }
}

function section(world: World, subscription: Subscription): string {
  const item = subscription.items.data[0];
  const name = world.store.of("product").get(item?.price.product ?? "")?.name ?? "Membership";
  const price = item ? money(item.price.unit_amount ?? 0, item.price.currency) : "";
  const until = date(subscription.cancel_at ?? periodEnd(subscription));
  const hidden = `<input type="hidden" name="subscription" value="${subscription.id}">`;
  const head = `<section><h2>${escapeHtml(name)}</h2><p>${price} per ${escapeHtml(String(item?.price.recurring?.interval ?? "month"))} · ${subscription.status}</p>`;
  if (subscription.status === "canceled") return `${head}</section>`;
  const leaving = subscription.cancel_at !== null || subscription.cancel_at_period_end;
  const actions = leaving
    ? `<p>Ends on ${until}.</p><form method="post">${hidden}<button name="action" value="resume">Don’t cancel</button></form>`
    : `<p>Renews on ${until}.</p><form method="post">${hidden}<button class="quiet" name="action" value="cancel">Cancel membership</button></form>${plans(world, subscription, hidden)}`;
  return `${head}${actions}</section>`;
}

function plans(world: World, subscription: Subscription, hidden: string): string {
  const current = subscription.items.data[0]?.price;
  const options = world.store
    .of("price")
    .by("product", current?.product ?? "")
    .filter((price) => price.active && price.id !== current?.id && price.recurring)
    .map(
      (price) =>
        `<option value="${price.id}">${money(price.unit_amount ?? 0, price.currency)} per ${escapeHtml(String(price.recurring?.interval))}</option>`,
    )
    .join("");
  if (!options) return "";
  return `<form method="post">${hidden}<label for="plan-${subscription.id}">Another plan</label><select id="plan-${subscription.id}" name="price">${options}</select><button class="quiet" name="action" value="plan">Change plan</button></form>`;
}

function date(seconds: number): string {
  return new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(seconds * 1000);
}
