import {
  buildCoupon,
  buildPrice,
  buildProduct,
  buildPromotionCode,
  type CustomAmount,
  presentPrice,
} from "../objects/build-catalogue";
import type { Price } from "../objects/shapes";
import { invalid } from "./errors";
import { find } from "./find";
import { listPage } from "./list";
import type { Input } from "./params";
import { type Call, get, post, type Route } from "./route";

const PRICE_FIELDS = [
  "product",
  "product_data",
  "currency",
  "unit_amount",
  "custom_unit_amount",
  "recurring",
  "lookup_key",
  "transfer_lookup_key",
  "nickname",
  "metadata",
  "active",
  "currency_options",
  "tax_behavior",
];

/** Products, prices, coupons and promotion codes. */
export const catalogueRoutes: Route[] = [
  post("/v1/products", ({ world, input }) => {
    input.allow("id", "name", "description", "metadata", "active", "images", "default_price_data", "url");
    const product = world.store.put(
      "product",
      buildProduct({
        created: world.clock.now(),
        name: input.required("name"),
        id: input.text("id"),
        description: input.text("description"),
        metadata: input.metadata(),
        active: input.flag("active"),
      }),
    );
    world.emit("product.created", product);
    return product;
  }),
  get("/v1/products", ({ world, input }) =>
    listPage(world, "product", input, "/v1/products", byActive(input), ["active", "ids"]),
  ),
  get("/v1/products/:id", ({ world, ids }) => find(world, "product", ids[0])),
  post("/v1/products/:id", ({ world, ids, input }) => {
    input.allow("name", "description", "metadata", "active", "default_price", "images");
    const held = find(world, "product", ids[0]);
    const product = world.store.put("product", {
      ...held,
      name: input.text("name") ?? held.name,
      active: input.flag("active") ?? held.active,
      metadata: { ...held.metadata, ...input.metadata() },
      updated: world.clock.now(),
    });
    world.emit("product.updated", product);
    return product;
  }),
  post("/v1/prices", createPrice),
  get("/v1/prices", ({ world, input }) => {
    const keys = input.list("lookup_keys");
    const type = input.text("type");
    const currency = input.text("currency");
    const product = input.text("product");
    const active = byActive(input);
    const page = listPage(
      world,
      "price",
      input,
      "/v1/prices",
      (price) =>
        active(price) &&
        (!product || price.product === product) &&
        (!type || price.type === type) &&
        (!currency || price.currency === currency) &&
        (keys.length === 0 || keys.includes(price.lookup_key ?? "")),
      ["active", "product", "type", "lookup_keys", "currency", "recurring"],
    );
    return { ...page, data: page.data.map((price) => withoutOptions(price)) };
  }),
  get("/v1/prices/:id", ({ world, ids }) => find(world, "price", ids[0])),
  post("/v1/prices/:id", ({ world, ids, input }) => {
    input.allow("active", "nickname", "metadata", "lookup_key", "transfer_lookup_key");
    const held = find(world, "price", ids[0]);
    const price = world.store.put("price", {
      ...held,
      active: input.flag("active") ?? held.active,
      lookup_key: input.text("lookup_key") ?? held.lookup_key,
      metadata: { ...held.metadata, ...input.metadata() },
    });
    world.emit("price.updated", withoutOptions(price));
    return withoutOptions(price);
  }),
  post("/v1/coupons", ({ world, input }) => {
    input.allow(
      "id",
      "name",
      "percent_off",
      "amount_off",
      "currency",
      "duration",
      "duration_in_months",
      "metadata",
    );
    const percent = input.text("percent_off");
    return world.store.put(
      "coupon",
      buildCoupon({
        created: world.clock.now(),
        id: input.text("id"),
        name: input.text("name"),
        percentOff: percent === undefined ? null : Number(percent),
        amountOff: input.integer("amount_off"),
        currency: input.text("currency"),
        duration: input.oneOf("duration", ["once", "forever", "repeating"]),
        durationInMonths: input.integer("duration_in_months"),
        metadata: input.metadata(),
      }),
    );
  }),
  get("/v1/coupons", ({ world, input }) => listPage(world, "coupon", input, "/v1/coupons", () => true)),
  get("/v1/coupons/:id", ({ world, ids }) => find(world, "coupon", ids[0])),
  post("/v1/promotion_codes", ({ world, input }) => {
    input.allow("promotion", "code", "customer", "expires_at", "metadata", "active");
    const coupon = input.map("promotion")?.required("coupon") ?? input.required("promotion");
    return world.store.put(
      "promotion_code",
      buildPromotionCode({
        created: world.clock.now(),
        coupon: find(world, "coupon", coupon).id,
        code: input.text("code"),
        customer: input.text("customer"),
        expiresAt: input.integer("expires_at"),
        metadata: input.metadata(),
      }),
    );
  }),
  get("/v1/promotion_codes", ({ world, input }) => {
    const code = input.text("code")?.toLowerCase();
    const matches = (held: { code: string }) => !code || held.code.toLowerCase() === code;
    return listPage(world, "promotion_code", input, "/v1/promotion_codes", matches, ["code", "active"]);
  }),
];

function createPrice({ world, input }: Call): Price {
  input.allow(...PRICE_FIELDS);
  const product = find(world, "product", input.required("product"));
  const recurring = input.map("recurring");
  const custom = input.map("custom_unit_amount");
  const amount = input.integer("unit_amount");
  if (amount === undefined && !custom) {
    throw invalid("Must supply `unit_amount` or `custom_unit_amount`.", "unit_amount", "parameter_missing");
  }
  const options = input.map("currency_options");
  const price = world.store.put(
    "price",
    buildPrice({
      created: world.clock.now(),
      product: product.id,
      currency: input.required("currency"),
      unitAmount: amount ?? null,
      customUnitAmount: custom ? customAmount(custom) : null,
      recurring: recurring
        ? {
            interval:
              recurring.oneOf("interval", ["day", "week", "month", "year"]) ?? recurring.required("interval"),
            intervalCount: recurring.integer("interval_count") ?? 1,
          }
        : null,
      lookupKey: input.text("lookup_key"),
      nickname: input.text("nickname"),
      metadata: input.metadata(),
      active: input.flag("active"),
      currencyOptions: Object.fromEntries(
        (options?.keys ?? []).map((currency) => [
          currency,
          { unitAmount: options?.map(currency)?.integer("unit_amount") ?? null },
        ]),
      ),
    }),
  );
  world.emit("price.created", withoutOptions(price));
  return withoutOptions(price);
}

function customAmount(input: Input): CustomAmount {
  return {
    minimum: input.integer("minimum") ?? null,
    maximum: input.integer("maximum") ?? null,
    preset: input.integer("preset") ?? null,
  };
}

/** `currency_options` is only shown when it is asked for by expanding. */
function withoutOptions(price: Price): Price {
  return presentPrice(price);
}

function byActive(input: Input): (held: { active: boolean }) => boolean {
  const active = input.flag("active");
  return (held) => active === undefined || held.active === active;
}
