import type { Schedule } from "../billing/schedule.ts";
import { presentPrice } from "../objects/build-catalogue.ts";
import { buildCustomer } from "../objects/build-customer.ts";
import type { Price } from "../objects/shapes.ts";
import type { FillOrder } from "../store/store.ts";
import type { World } from "../world.ts";
import { addFilledSubscription, type FilledSubscription } from "./add-filled-subscription.ts";
import { periodAround } from "./period-around.ts";
import { type MemberSpec, seedNumber, specOf } from "./shape.ts";

/** Creates a long-existing account at once and tells nobody. Objects are built when first looked at. */
export function fillAccount(world: World, order: FillOrder, schedule: Schedule): Record<string, number> {
  const seed = seedNumber(order.seed);
  const prices = new Map(
    Object.entries(order.prices).map(([name, id]) => [name, presented(world, id)] as const),
  );
  const made: Record<string, number> = { customers: 0, subscriptions: 0 };
  const count = (name: string) => {
    made[name] = (made[name] ?? 0) + 1;
  };
  for (let index = 0; index < order.members; index++) {
    const spec = specOf(seed, index, order.shape);
    const key = `${order.seed}${index.toString(36).padStart(6, "0")}`;
    const email = `member.${key.toLowerCase()}@example.com`;
    const price = priceFor(spec, prices);
    const created = order.at - spec.age;
    const customer = addCustomer(world, `cus_${key}`, email, created);
    count("customers");
    add(key, customer, spec, price);
    count(spec.sort);
    if (spec.two) {
      add(
        `${key}B`,
        customer,
        { ...spec, sort: "paying", age: Math.floor(spec.age / 2) },
        priceOf(prices, "monthly"),
      );
      count("two");
    }
    if (spec.sameEmail) {
      const other = addCustomer(world, `cus_${key}C`, email, created + 60);
      count("customers");
      add(
        `${key}C`,
        other,
        { ...spec, sort: "paying", age: Math.floor(spec.age / 3) },
        priceOf(prices, "monthly"),
      );
      count("sameEmail");
    }
  }
  return made;

  function add(key: string, customer: string, spec: MemberSpec, price: Price): void {
    const created = order.at - spec.age;
    const filled: FilledSubscription = {
      key,
      customer,
      spec,
      price,
      created,
      period: periodAround(price, created, order.at),
      discount: spec.sort === "discounted" ? order.discount : null,
      at: order.at,
    };
    addFilledSubscription(world, filled, schedule);
    count("subscriptions");
  }
}

function addCustomer(world: World, id: string, email: string, created: number): string {
  world.store
    .of("customer")
    .putLazy(id, created, { email }, () => buildCustomer({ id, email, created, name: "Filled Member" }));
  return id;
}

function priceFor(spec: MemberSpec, prices: Map<string, Price>): Price {
  if (spec.sort === "shop" || spec.sort === "free" || spec.sort === "family")
    return priceOf(prices, spec.sort);
  return priceOf(prices, spec.yearly ? "yearly" : "monthly");
}

function priceOf(prices: Map<string, Price>, name: string): Price {
  const price = prices.get(name);
  if (!price) throw new Error(`a fill without its ${name} price`);
  return price;
}

function presented(world: World, id: string): Price {
  const price = world.store.of("price").get(id);
  if (!price) throw new Error(`a fill without its price ${id}`);
  return presentPrice(price);
}
