import { buildPrice, buildProduct } from "../objects/build-catalogue.ts";
import type { World } from "../world.ts";

const PRODUCTS = [
  { id: "prod_muster_membership", name: "Dnipro Courier membership" },
  { id: "prod_courier_print", name: "Dnipro Courier in print" },
  { id: "prod_courier_tote", name: "Dnipro Courier tote bag" },
  { id: "prod_muster_gift", name: "Dnipro Courier gift membership" },
  { id: "prod_muster_pass", name: "Dnipro Courier year pass" },
];

/** A newsroom's account as the demo needs it: one membership, and a shop beside it. Existing objects stay. */
export function seedDemo(world: World): void {
  const created = world.clock.now();
  for (const product of PRODUCTS) {
    if (!world.store.of("product").has(product.id))
      world.store.put("product", buildProduct({ ...product, created }));
  }
  const month = { interval: "month", intervalCount: 1 };
  const year = { interval: "year", intervalCount: 1 };
  const prices = [
    {
      product: "prod_muster_membership",
      lookupKey: "monthly",
      unitAmount: 500,
      uah: 22_000,
      recurring: month,
    },
    {
      product: "prod_muster_membership",
      lookupKey: "yearly",
      unitAmount: 5000,
      uah: 220_000,
      recurring: year,
    },
    {
      product: "prod_courier_print",
      lookupKey: "print_monthly",
      unitAmount: 1200,
      uah: 52_000,
      recurring: month,
    },
    { product: "prod_courier_tote", lookupKey: "tote", unitAmount: 1800, uah: 79_000, recurring: null },
    {
      product: "prod_muster_gift",
      lookupKey: "gift_year",
      unitAmount: 5000,
      uah: 220_000,
      recurring: null,
      metadata: { kind: "gift", term_months: "12" },
    },
    {
      product: "prod_muster_pass",
      lookupKey: "pass_year",
      unitAmount: 5500,
      uah: 242_000,
      recurring: null,
      metadata: { kind: "pass", term_months: "12" },
    },
  ];
  for (const { uah, ...price } of prices) {
    if (world.store.of("price").first("lookup_key", price.lookupKey)) continue;
    const built = buildPrice({
      ...price,
      created,
      currency: "eur",
      currencyOptions: { uah: { unitAmount: uah } },
    });
    world.store.put("price", built);
  }
}
