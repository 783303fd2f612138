import { presentPrice } from "../objects/build-catalogue";
import type { Kind } from "../store/kinds";
import type { World } from "../world";
import { invalid } from "./errors";

const KIND_BY_FIELD: Record<string, Kind> = {
  customer: "customer",
  product: "product",
  price: "price",
  subscription: "subscription",
  latest_invoice: "invoice",
  invoice: "invoice",
  payment_intent: "payment_intent",
  latest_charge: "charge",
  charge: "charge",
  discounts: "discount",
  coupon: "coupon",
  promotion_code: "promotion_code",
};

type Json = Record<string, unknown>;

/** Replaces ids by their objects along each path, as `expand[]=data.customer` asks; never changes what is stored. */
export function expandObject(world: World, object: unknown, paths: readonly string[]): unknown {
  let expanded = object;
  for (const path of paths) expanded = expandPath(world, expanded, path.split("."));
  return expanded;
}

function expandPath(world: World, node: unknown, path: readonly string[]): unknown {
  const [field, ...rest] = path;
  if (field === undefined || node === null || node === undefined) return node;
  if (Array.isArray(node)) return node.map((entry) => expandPath(world, entry, path));
  if (typeof node !== "object") return node;
  const object = node as Json;
  if (field === "line_items" && !("line_items" in object)) {
    return { ...object, line_items: lineItems(world, String(object.id)) };
  }
  if (!(field in object)) {
    throw invalid(`This property cannot be expanded (${field}).`, "expand");
  }
  return { ...object, [field]: expandPath(world, resolve(world, field, object[field]), rest) };
}

function resolve(world: World, field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolve(world, field, entry));
  if (typeof value !== "string") return value;
  const kind = KIND_BY_FIELD[field];
  if (!kind) throw invalid(`This property cannot be expanded (${field}).`, "expand");
  const found = world.store.of(kind).get(value);
  return found ?? { id: value, object: kind, deleted: true };
}

/** A Checkout Session's lines as the API lists them. */
export function lineItems(world: World, session: string): object {
  const data = world.store.of("session_details").get(session)?.lineItems ?? [];
  return {
    object: "list",
    data: data.map((item) => ({ ...item, price: presentPrice(item.price) })),
    has_more: false,
    url: `/v1/checkout/sessions/${session}/line_items`,
  };
}
