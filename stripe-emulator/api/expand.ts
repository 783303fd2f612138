import type { Kind } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { invalidRequest } from "./stripe-failure.ts";

type Hash = Record<string, unknown>;

const KIND_OF_FIELD: Record<string, Kind> = {
  customer: "customer",
  subscription: "subscription",
  latest_invoice: "invoice",
  invoice: "invoice",
  payment_intent: "payment_intent",
  charge: "charge",
  latest_charge: "charge",
  product: "product",
  default_price: "price",
  promotion_code: "promotion_code",
  coupon: "coupon",
  discounts: "discount",
  configuration: "portal_configuration",
};

/** Fields that Stripe sends only when asked. */
const HIDDEN: Record<string, string[]> = { price: ["currency_options"], webhook_endpoint: ["secret"] };

/** A copy of `value` fit to send: includable fields hidden unless `paths` (as in `expand[]`) ask for them. */
export function present(world: World, value: object, paths: string[] = []): object {
  const shown = hide(value, paths);
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > 4 + (parts[0] === "data" ? 1 : 0)) {
      throw invalidRequest(
        "parameter_invalid",
        "You cannot expand more than 4 levels of a property",
        "expand",
      );
    }
    expandPath(world, shown, parts, path);
  }
  return shown;
}

function hide(value: object, paths: string[]): Hash {
  const copy = { ...value } as Hash;
  const asked = new Set(paths.map((path) => path.replace(/^data\./, "").split(".")[0]));
  for (const field of HIDDEN[String(copy.object)] ?? []) if (!asked.has(field)) delete copy[field];
  if (copy.object === "list" && Array.isArray(copy.data)) {
    const inner = paths.filter((path) => path.startsWith("data.")).map((path) => path.slice(5));
    copy.data = copy.data.map((each: object) => hide(each, inner));
  }
  return copy;
}

function expandPath(world: World, at: Hash, parts: string[], whole: string): void {
  const [field, ...rest] = parts;
  if (field === undefined) return;
  if (Array.isArray(at[field])) {
    const list = at[field].map((each) => resolve(world, field, each, rest, whole));
    at[field] = list;
    return;
  }
  if (!(field in at)) {
    const included = include(world, at, field);
    if (included === undefined) {
      if (at.deleted === true) return;
      throw invalidRequest(
        "parameter_invalid",
        `This property cannot be expanded (${field}). You may want to try expanding 'data.${field}'. (${whole})`,
        "expand",
      );
    }
    at[field] = included;
    if (rest.length > 0) at[field] = resolve(world, field, included, rest, whole);
    return;
  }
  at[field] = resolve(world, field, at[field], rest, whole);
}

function resolve(world: World, field: string, value: unknown, rest: string[], whole: string): unknown {
  const kind = KIND_OF_FIELD[field];
  const found: unknown = typeof value === "string" && kind ? stored(world, kind, value) : value;
  if (typeof found !== "object" || found === null) return found ?? value;
  // What a list holds was hidden with the list, by all the paths at once: another path may have asked for it.
  const copy =
    field === "data" ? ({ ...found } as Hash) : hide(found, rest.length > 0 ? [rest.join(".")] : []);
  if (rest.length > 0) expandPath(world, copy, rest, whole);
  return copy;
}

function stored(world: World, kind: Kind, id: string): object | undefined {
  return (
    world.store.of(kind).get(id) ??
    (kind === "customer" ? world.store.of("deleted_customer").get(id) : undefined)
  );
}

/** Lists that exist only when expanded. */
function include(world: World, at: Hash, field: string): unknown {
  const id = String(at.id);
  const list = (url: string, data: object[]) => ({ object: "list", data, has_more: false, url });
  const name = `${String(at.object)}.${field}`;
  if (name === "checkout.session.line_items") {
    const items = world.store.of("session_details").get(id)?.lineItems ?? [];
    return list(`/v1/checkout/sessions/${id}/line_items`, items);
  }
  if (name === "invoice.payments") {
    return list(`/v1/invoice_payments?invoice=${id}`, world.store.of("invoice_payment").by("invoice", id));
  }
  if (name === "charge.refunds") {
    return list(`/v1/charges/${id}/refunds`, world.store.of("refund").by("charge", id));
  }
  if (name === "customer.subscriptions") {
    const live = world.store
      .of("subscription")
      .by("customer", id)
      .filter((each) => each.status !== "canceled");
    return list(`/v1/customers/${id}/subscriptions`, live);
  }
  if (name === "price.currency_options" || name === "price.tiers" || name === "coupon.applies_to") return {};
  if (name === "customer.sources" || name === "customer.tax_ids")
    return list(`/v1/customers/${id}/${field}`, []);
  if (name === "invoice.confirmation_secret" || name === "customer.tax") return null;
  return undefined;
}
