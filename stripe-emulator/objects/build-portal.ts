import type { Metadata, PortalConfiguration, PortalSession } from "./shapes.ts";

export function buildPortalSession(input: {
  id: string;
  created: number;
  customer: string;
  configuration: string;
  returnUrl: string | null;
  locale: string | null;
  url: string;
}): PortalSession {
  return {
    id: input.id,
    object: "billing_portal.session",
    configuration: input.configuration,
    created: input.created,
    customer: input.customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: input.locale,
    on_behalf_of: null,
    return_url: input.returnUrl,
    url: input.url,
  } satisfies PortalSession;
}

export function buildPortalConfiguration(input: {
  id: string;
  created: number;
  loginUrl: string | null;
  isDefault: boolean;
  name?: string | null;
  defaultReturnUrl?: string | null;
  metadata?: Metadata;
}): PortalConfiguration {
  return {
    id: input.id,
    object: "billing_portal.configuration",
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: input.created,
    default_return_url: input.defaultReturnUrl ?? null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: true,
        mode: "at_period_end",
        proration_behavior: "none",
      },
      subscription_pause: { duration: { interval_options: [], type: "interval" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: ["price"],
        enabled: true,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: input.isDefault,
    livemode: false,
    login_page: { enabled: input.loginUrl !== null, url: input.loginUrl },
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    updated: input.created,
  } satisfies PortalConfiguration;
}
