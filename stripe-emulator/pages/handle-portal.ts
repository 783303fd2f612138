import { cancelAtPeriodEnd, resumeSubscription } from "../billing/cancel-subscription.ts";
import { changePlan } from "../billing/change-plan.ts";
import { defaultConfiguration } from "../billing/portal-configuration.ts";
import { newId } from "../ids.ts";
import { buildPortalSession } from "../objects/build-portal.ts";
import type { Subscription } from "../objects/shapes.ts";
import { html } from "./html.ts";
import { page } from "./layout.ts";
import { type PageAnswer, type PageRequest, redirect } from "./page-request.ts";
import { choicesFor, portalPage } from "./portal-page.ts";

export function handlePortal(request: PageRequest, kind: string, id: string): PageAnswer | undefined {
  const { store } = request.world;
  const configuration = id === "default" ? defaultConfiguration(request.world).id : id;
  if (kind === "login" && store.of("portal_configuration").has(configuration))
    return login(request, configuration);
  const session = kind === "session" ? store.of("portal_session").get(id) : undefined;
  if (!session) return undefined;
  const leadsTo = [session.return_url];
  if (request.method !== "POST") return { status: 200, body: portalPage(request.world, session), leadsTo };
  const subscription = store.of("subscription").get(request.form.get("subscription") ?? "");
  if (subscription?.customer === session.customer) act(request, subscription);
  return redirect(`/p/session/${session.id}`);
}

/** Each act checks the state it needs, so that a second submit changes nothing. */
function act({ world, form }: PageRequest, subscription: Subscription): void {
  if (["canceled", "incomplete_expired"].includes(subscription.status)) return;
  switch (form.get("act")) {
    case "cancel":
      if (subscription.cancel_at === null) cancelAtPeriodEnd(world, subscription);
      return;
    case "resume":
      if (subscription.cancel_at !== null) resumeSubscription(world, subscription);
      return;
    case "change": {
      const price = choicesFor(world, subscription).find((each) => each.id === form.get("price"));
      if (price) changePlan(world, subscription, { price });
    }
  }
}

/** Says the same words for every address; the emulator shows the link that Stripe would send. */
function login({ world, method, form }: PageRequest, configuration: string): PageAnswer {
  const title = "Manage your subscription";
  const ask = html`<h1>${title}</h1>
<form method="post" action="/p/login/${configuration}">
<label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="email" required>
<button type="submit">Send</button>
</form>`;
  if (method !== "POST") return { status: 200, body: page(title, ask) };
  const email = (form.get("email") ?? "").trim().toLowerCase();
  const customer = world.store.of("customer").first("email", email);
  const sent = html`<h1>Check your email</h1>
<p>If the address you entered belongs to a customer, you will get a link to log in.</p>`;
  if (!customer) return { status: 200, body: page("Check your email", sent) };
  const id = newId("bps");
  const session = world.store.put(
    "portal_session",
    buildPortalSession({
      id,
      created: world.clock.now(),
      customer: customer.id,
      configuration: defaultConfiguration(world).id,
      returnUrl: world.store.of("portal_configuration").get(configuration)?.default_return_url ?? null,
      locale: null,
      url: `${world.baseUrl}/p/session/${id}`,
    }),
  );
  const link = html`${sent}<p>The emulator sends no mail: <a href="${session.url}">open the portal</a>.</p>`;
  return { status: 200, body: page("Check your email", link) };
}
