import { newId } from "../ids.ts";
import {
  buildCoupon,
  buildDiscount,
  buildPrice,
  buildProduct,
  type PriceInput,
} from "../objects/build-catalogue.ts";
import { seedDemo } from "../seed/demo.ts";
import type { FillOrder } from "../store/store.ts";
import type { World } from "../world.ts";

const FREE_COUPON = "FILLED_FREE";

/** The order of a bulk creation, with the catalogue it needs made where it is missing. */
export function newFill(world: World, members: number, shape: Record<string, number>): FillOrder {
  const at = world.clock.now();
  seedDemo(world);
  const year = { interval: "year", intervalCount: 1 };
  const month = { interval: "month", intervalCount: 1 };
  const product = "prod_muster_membership";
  const prices = {
    monthly: priceWith(world, {
      created: at,
      product,
      currency: "eur",
      lookupKey: "monthly",
      unitAmount: 500,
      recurring: month,
    }),
    yearly: priceWith(world, {
      created: at,
      product,
      currency: "eur",
      lookupKey: "yearly",
      unitAmount: 5000,
      recurring: year,
    }),
    family: priceWith(world, {
      created: at,
      product: familyProduct(world),
      currency: "eur",
      lookupKey: "family_yearly",
      unitAmount: 9000,
      recurring: year,
    }),
    free: priceWith(world, {
      created: at,
      product,
      currency: "eur",
      lookupKey: "staff_free",
      unitAmount: 0,
      recurring: year,
    }),
    shop: priceWith(world, {
      created: at,
      product: "prod_courier_print",
      currency: "eur",
      lookupKey: "print_monthly",
      unitAmount: 1200,
      recurring: month,
    }),
  };
  return { seed: newId("s", 10).slice(2), members, shape, at, prices, discount: freeDiscount(world) };
}

function priceWith(world: World, input: PriceInput): string {
  const held = world.store.of("price").first("lookup_key", input.lookupKey ?? "");
  return (held ?? world.store.put("price", buildPrice(input))).id;
}

function familyProduct(world: World): string {
  const id = "prod_muster_family";
  if (!world.store.of("product").has(id)) {
    const name = "Dnipro Courier family membership";
    world.store.put("product", buildProduct({ id, name, created: world.clock.now() }));
  }
  return id;
}

function freeDiscount(world: World): string {
  const created = world.clock.now();
  if (!world.store.of("coupon").has(FREE_COUPON)) {
    const input = { id: FREE_COUPON, name: "Complimentary", percentOff: 100, duration: "forever", created };
    world.store.put("coupon", buildCoupon(input));
  }
  const owner = { customer: null, subscription: null };
  const discount = buildDiscount({ ...owner, start: created, end: null, coupon: FREE_COUPON });
  return world.store.put("discount", discount).id;
}
