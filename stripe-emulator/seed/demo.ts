import { buildPrice, buildProduct } from "../objects/build-catalogue";
import type { World } from "../world";

export const MEMBERSHIP_PRODUCT = "prod_muster_membership";

/** The demo newsroom's catalogue: a membership by month and by year, and a shop beside it. */
export function seedDemo(world: World): void {
  if (world.store.of("product").has(MEMBERSHIP_PRODUCT)) return;
  const created = world.clock.now();
  world.store.put(
    "product",
    buildProduct({ created, id: MEMBERSHIP_PRODUCT, name: "Dnipro Courier membership" }),
  );
  world.store.put("product", buildProduct({ created, id: "prod_courier_tote", name: "Courier tote bag" }));
  world.store.put(
    "product",
    buildProduct({ created, id: "prod_courier_print", name: "Saturday print edition" }),
  );
  const plan = (
    id: string,
    product: string,
    amount: number,
    interval: string,
    lookupKey: string,
    uah: number,
  ) =>
    world.store.put(
      "price",
      buildPrice({
        created,
        id,
        product,
        currency: "eur",
        unitAmount: amount,
        recurring: { interval, intervalCount: 1 },
        lookupKey,
        currencyOptions: { uah: { unitAmount: uah } },
      }),
    );
  plan("price_membership_monthly", MEMBERSHIP_PRODUCT, 500, "month", "monthly", 20_000);
  plan("price_membership_yearly", MEMBERSHIP_PRODUCT, 5_000, "year", "yearly", 200_000);
  plan("price_print_monthly", "prod_courier_print", 1_200, "month", "print_monthly", 50_000);
  world.store.put(
    "price",
    buildPrice({
      created,
      id: "price_tote",
      product: "prod_courier_tote",
      currency: "eur",
      unitAmount: 2_400,
      lookupKey: "tote",
    }),
  );
}
