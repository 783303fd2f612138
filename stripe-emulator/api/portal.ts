import { newId } from "../ids";
import type { PortalConfiguration, PortalSession } from "../objects/shapes";
import type { World } from "../world";
import { find } from "./find";
import { listPage } from "./list";
import { get, post, type Route } from "./route";

/** The Billing Portal: sessions, and the configuration that names its login page. */
export const portalRoutes: Route[] = [
  post("/v1/billing_portal/sessions", ({ world, input }) => {
    input.allow("customer", "return_url", "configuration", "locale", "flow_data");
    const customer = find(world, "customer", input.required("customer"));
    const id = newId("bps");
    return world.store.put("portal_session", {
      id,
      object: "billing_portal.session",
      configuration: defaultConfiguration(world).id,
      created: world.clock.now(),
      customer: customer.id,
      customer_account: null,
      flow: null,
      livemode: false,
      locale: null,
      on_behalf_of: null,
      return_url: input.text("return_url") ?? null,
      url: `${world.url}/p/session/${id}`,
    } satisfies PortalSession);
  }),
  get("/v1/billing_portal/configurations", ({ world, input }) => {
    defaultConfiguration(world);
    return listPage(world, "portal_configuration", input, "/v1/billing_portal/configurations", () => true, [
      "active",
      "is_default",
    ]);
  }),
];

/** The account's portal settings, with its login page switched on. */
export function defaultConfiguration(world: World): PortalConfiguration {
  const [held] = world.store.of("portal_configuration").values();
  const url = `${world.url}/p/login/${held?.id ?? "default"}`;
  if (held && held.login_page.url === url) return held;
  const id = held?.id ?? newId("bpc");
  const now = world.clock.now();
  return world.store.put("portal_configuration", {
    id,
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: held?.created ?? now,
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: true,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: ["price"],
        enabled: true,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "continue_trial",
      },
    },
    is_default: true,
    livemode: false,
    login_page: { enabled: true, url: `${world.url}/p/login/${id}` },
    metadata: {},
    name: null,
    updated: now,
  } satisfies PortalConfiguration);
}
