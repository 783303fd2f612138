import { z } from "zod";
import { updateObject } from "../billing/update-object.ts";
import { emitEvent } from "../events/emit-event.ts";
import { buildPrice, buildProduct } from "../objects/build-catalogue.ts";
import { createPrice, optionsOf, priceFields, takeLookupKey } from "./create-price.ts";
import { find } from "./find.ts";
import { listPage } from "./list-page.ts";
import {
  expand,
  flag,
  isInRange,
  mergeMetadata,
  metadata,
  paging,
  parameters,
  range,
  text,
  unsettable,
} from "./parameters.ts";
import { get, post, type Route } from "./route.ts";
import { invalidRequest } from "./stripe-failure.ts";

const productFields = {
  ...expand,
  active: flag.optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  images: z.array(text).optional(),
  statement_descriptor: text.optional(),
  tax_code: text.optional(),
  unit_label: text.optional(),
  url: text.optional(),
  shippable: flag.optional(),
};

export const catalogueRoutes: Route[] = [
  post("products", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...productFields,
        name: text,
        id: text.optional(),
        type: text.optional(),
        default_price_data: z.strictObject(priceFields).optional(),
      }),
      form,
    );
    if (input.id && world.store.of("product").has(input.id)) {
      throw invalidRequest("resource_already_exists", "Product already exists.", "id");
    }
    const product = buildProduct({
      ...input,
      created: world.clock.now(),
      metadata: mergeMetadata({}, input.metadata),
    });
    world.store.put("product", product);
    emitEvent(world, "product.created", product);
    if (!input.default_price_data) return product;
    const price = createPrice(world, input.default_price_data, product.id);
    return world.store.put("product", { ...product, default_price: price.id });
  }),
  get("products", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        active: flag.optional(),
        ids: z.array(text).optional(),
        created: range.optional(),
        shippable: flag.optional(),
        url: text.optional(),
      }),
      form,
    );
    return listPage(
      world,
      "product",
      "/v1/products",
      input,
      (product) =>
        (input.active === undefined || product.active === input.active) &&
        (!input.ids || input.ids.includes(product.id)) &&
        isInRange(product.created, input.created),
    );
  }),
  get("products/:id", ({ world, ids }) => find(world, "product", ids[0])),
  post("products/:id", ({ world, ids, form }) => {
    const product = find(world, "product", ids[0]);
    const input = parameters(
      z.strictObject({ ...productFields, name: text.optional(), default_price: text.optional() }),
      form,
    );
    const { expand: _expand, metadata: change, ...fields } = input;
    return updateObject(
      world,
      "product",
      product,
      { ...fields, metadata: mergeMetadata(product.metadata, change), updated: world.clock.now() },
      "product.updated",
    );
  }),
  post("prices", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...expand,
        ...priceFields,
        product: text.optional(),
        product_data: z
          .strictObject({
            name: text,
            metadata: metadata.optional(),
            id: text.optional(),
            active: flag.optional(),
          })
          .optional(),
      }),
      form,
    );
    if (input.product_data) {
      const product = buildProduct({
        ...input.product_data,
        created: world.clock.now(),
        metadata: mergeMetadata({}, input.product_data.metadata),
      });
      world.store.put("product", product);
      emitEvent(world, "product.created", product);
      return createPrice(world, input, product.id);
    }
    if (!input.product)
      throw invalidRequest("parameter_missing", "Missing required param: product.", "product");
    return createPrice(world, input, find(world, "product", input.product, "product").id);
  }),
  get("prices", ({ world, form }) => {
    const input = parameters(
      z.strictObject({
        ...paging,
        active: flag.optional(),
        product: text.optional(),
        currency: text.optional(),
        type: text.optional(),
        lookup_keys: z.array(text).max(10, "at most 10 lookup keys").optional(),
        recurring: z.strictObject({ interval: text.optional(), usage_type: text.optional() }).optional(),
        created: range.optional(),
      }),
      form,
    );
    return listPage(
      world,
      "price",
      "/v1/prices",
      input,
      (price) =>
        (input.active === undefined || price.active === input.active) &&
        (!input.product || price.product === input.product) &&
        (!input.currency || price.currency === input.currency) &&
        (!input.type || price.type === input.type) &&
        (!input.lookup_keys || input.lookup_keys.includes(price.lookup_key ?? "")) &&
        (!input.recurring?.interval || price.recurring?.interval === input.recurring.interval) &&
        isInRange(price.created, input.created),
    );
  }),
  get("prices/:id", ({ world, ids }) => find(world, "price", ids[0])),
  post("prices/:id", ({ world, ids, form }) => {
    const price = find(world, "price", ids[0]);
    const { expand: _expand, ...input } = parameters(
      z.strictObject({
        ...expand,
        active: flag.optional(),
        nickname: text.optional(),
        lookup_key: unsettable.optional(),
        transfer_lookup_key: flag.optional(),
        metadata: metadata.optional(),
        tax_behavior: text.optional(),
        currency_options: priceFields.currency_options,
      }),
      form,
    );
    if (input.lookup_key && input.lookup_key !== price.lookup_key) {
      takeLookupKey(world, input.lookup_key, input.transfer_lookup_key ?? false);
    }
    const added = buildPrice({
      created: price.created,
      product: price.product,
      currency: price.currency,
      currencyOptions: optionsOf(input.currency_options),
    }).currency_options;
    return updateObject(
      world,
      "price",
      price,
      {
        active: input.active ?? price.active,
        nickname: input.nickname ?? price.nickname,
        lookup_key: input.lookup_key === undefined ? price.lookup_key : input.lookup_key,
        metadata: mergeMetadata(price.metadata, input.metadata),
        currency_options: { ...price.currency_options, ...optionsFrom(added, input.currency_options) },
      },
      "price.updated",
    );
  }),
];

function optionsFrom<T>(built: Record<string, T> | undefined, asked: object | undefined): Record<string, T> {
  return Object.fromEntries(Object.entries(built ?? {}).filter(([currency]) => asked && currency in asked));
}
