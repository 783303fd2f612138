import { z } from "zod";
import { defaultConfiguration } from "../billing/portal-configuration.ts";
import { newId } from "../ids.ts";
import { buildPortalConfiguration, buildPortalSession } from "../objects/build-portal.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import { expand, flag, mergeMetadata, metadata, paging, parameters, text, unsettable } from "./parameters.ts";
import { get, post, type Route } from "./route.ts";

const configurationForm = {
  ...expand,
  name: unsettable.optional(),
  active: flag.optional(),
  default_return_url: unsettable.optional(),
  metadata: metadata.optional(),
  features: z.record(z.string(), z.unknown()).optional(),
  business_profile: z.record(z.string(), z.unknown()).optional(),
  login_page: z.strictObject({ enabled: flag }).optional(),
};

export const portalRoutes: Route[] = [
  post("billing_portal/sessions", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        customer: text,
        configuration: text.optional(),
        return_url: text.optional(),
        locale: text.optional(),
        flow_data: z.record(z.string(), z.unknown()).optional(),
      }),
      form,
    );
    const customer = find(world, "customer", input.customer, "customer");
    const configuration = input.configuration
      ? find(world, "portal_configuration", input.configuration, "configuration")
      : defaultConfiguration(world);
    const id = newId("bps");
    return world.store.put(
      "portal_session",
      buildPortalSession({
        id,
        created: world.clock.now(),
        customer: customer.id,
        configuration: configuration.id,
        returnUrl: input.return_url ?? configuration.default_return_url,
        locale: input.locale ?? null,
        url: `${world.baseUrl}/p/session/${id}`,
      }),
    );
  }),
  post("billing_portal/configurations", ({ world, form }) => {
    const input = parameters(z.strictObject(configurationForm), form);
    const id = newId("bpc");
    const login = input.login_page?.enabled ? `${world.baseUrl}/p/login/${id}` : null;
    return world.store.put(
      "portal_configuration",
      buildPortalConfiguration({
        id,
        created: world.clock.now(),
        loginUrl: login,
        isDefault: false,
        name: input.name,
        defaultReturnUrl: input.default_return_url,
        metadata: mergeMetadata({}, input.metadata),
      }),
    );
  }),
  get("billing_portal/configurations", ({ world, form }) => {
    const input = parameters(
      z.strictObject({ ...paging, active: flag.optional(), is_default: flag.optional() }),
      form,
    );
    defaultConfiguration(world);
    return listPage(
      world,
      "portal_configuration",
      "/v1/billing_portal/configurations",
      input,
      (each) =>
        (input.active === undefined || each.active === input.active) &&
        (input.is_default === undefined || each.is_default === input.is_default),
    );
  }),
  get("billing_portal/configurations/:id", ({ world, ids }) => find(world, "portal_configuration", ids[0])),
  post("billing_portal/configurations/:id", ({ world, ids, form }) => {
    const input = parameters(z.strictObject(configurationForm), form);
    const held = find(world, "portal_configuration", ids[0]);
    const login = input.login_page;
    return world.store.put("portal_configuration", {
      ...held,
      active: input.active ?? held.active,
      default_return_url: input.default_return_url ?? held.default_return_url,
      ...(login && {
        login_page: {
          enabled: login.enabled,
          url: login.enabled ? `${world.baseUrl}/p/login/${held.id}` : null,
        },
      }),
      metadata: mergeMetadata(held.metadata ?? {}, input.metadata),
      updated: world.clock.now(),
    });
  }),
];
