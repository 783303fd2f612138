import { z } from "zod";
import { updateObject } from "../billing/update-object.ts";
import { emitEvent } from "../events/emit-event.ts";
import { buildPrice, type CustomAmount } from "../objects/build-catalogue.ts";
import type { World } from "../world.ts";
import { flag, integer, mergeMetadata, metadata, text } from "./parameters.ts";
import { invalidRequest } from "./stripe-failure.ts";

const customAmount = z.strictObject({
  enabled: flag,
  minimum: integer.optional(),
  maximum: integer.optional(),
  preset: integer.optional(),
});

export const priceFields = {
  currency: text,
  unit_amount: integer.optional(),
  unit_amount_decimal: integer.optional(),
  custom_unit_amount: customAmount.optional(),
  recurring: z
    .strictObject({
      interval: z.enum(["day", "week", "month", "year"]),
      interval_count: integer.optional(),
      usage_type: text.optional(),
      trial_period_days: integer.optional(),
    })
    .optional(),
  lookup_key: text.optional(),
  transfer_lookup_key: flag.optional(),
  nickname: text.optional(),
  metadata: metadata.optional(),
  active: flag.optional(),
  tax_behavior: text.optional(),
  billing_scheme: text.optional(),
  currency_options: z
    .record(
      text,
      z.strictObject({
        unit_amount: integer.optional(),
        custom_unit_amount: customAmount.optional(),
        tax_behavior: text.optional(),
      }),
    )
    .optional(),
};

type PriceForm = z.output<z.ZodObject<typeof priceFields>>;

export function createPrice(world: World, form: PriceForm, product: string) {
  const amount = form.unit_amount ?? form.unit_amount_decimal;
  if (amount === undefined && !form.custom_unit_amount) {
    throw invalidRequest(
      "parameter_missing",
      "Missing required param: unit_amount (or unit_amount_decimal, or custom_unit_amount).",
      "unit_amount",
    );
  }
  if (form.lookup_key) takeLookupKey(world, form.lookup_key, form.transfer_lookup_key ?? false);
  const price = buildPrice({
    created: world.clock.now(),
    product,
    currency: form.currency.toLowerCase(),
    unitAmount: amount ?? null,
    customUnitAmount: limitsOf(form.custom_unit_amount),
    recurring: form.recurring
      ? {
          interval: form.recurring.interval,
          intervalCount: form.recurring.interval_count ?? 1,
          trialDays: form.recurring.trial_period_days,
        }
      : null,
    lookupKey: form.lookup_key,
    nickname: form.nickname,
    metadata: mergeMetadata({}, form.metadata),
    active: form.active,
    currencyOptions: optionsOf(form.currency_options),
  });
  world.store.put("price", price);
  emitEvent(world, "price.created", price);
  return price;
}

/** A lookup key belongs to one price; another takes it only when asked to. */
export function takeLookupKey(world: World, key: string, transfer: boolean): void {
  const holder = world.store.of("price").first("lookup_key", key);
  if (!holder) return;
  if (!transfer) {
    throw invalidRequest(
      "resource_already_exists",
      `A price already uses the lookup key '${key}'.`,
      "lookup_key",
    );
  }
  updateObject(world, "price", holder, { lookup_key: null }, "price.updated");
}

function limitsOf(form: z.output<typeof customAmount> | undefined): CustomAmount | null {
  if (!form?.enabled) return null;
  return { minimum: form.minimum ?? null, maximum: form.maximum ?? null, preset: form.preset ?? null };
}

export function optionsOf(form: PriceForm["currency_options"]) {
  return Object.fromEntries(
    Object.entries(form ?? {}).map(([currency, option]) => [
      currency.toLowerCase(),
      { unitAmount: option.unit_amount ?? null, custom: limitsOf(option.custom_unit_amount) },
    ]),
  );
}
