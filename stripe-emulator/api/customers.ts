import { endSubscription } from "../billing/change-subscription";
import { buildCustomer } from "../objects/build-customer";
import { find } from "./find";
import { listPage } from "./list";
import { get, post, type Route, remove } from "./route";

const FIELDS = ["email", "name", "phone", "description", "metadata", "preferred_locales", "address"];

/** Customers: the people and firms who pay. */
export const customerRoutes: Route[] = [
  post("/v1/customers", ({ world, input }) => {
    input.allow(...FIELDS);
    const customer = world.store.put(
      "customer",
      buildCustomer({
        created: world.clock.now(),
        email: input.text("email"),
        name: input.text("name"),
        description: input.text("description"),
        metadata: input.metadata(),
      }),
    );
    world.emit("customer.created", customer);
    return customer;
  }),
  get("/v1/customers", ({ world, input }) => {
    const email = input.text("email")?.toLowerCase();
    const matches = (held: { email: string | null }) => !email || held.email?.toLowerCase() === email;
    return listPage(world, "customer", input, "/v1/customers", matches, ["email"]);
  }),
  get("/v1/customers/search", ({ world, input }) => {
    const email = /email:\s*['"]([^'"]+)['"]/.exec(input.required("query"))?.[1]?.toLowerCase();
    const data = email ? world.store.of("customer").by("email", email) : [];
    return { object: "search_result", data, has_more: false, next_page: null, url: "/v1/customers/search" };
  }),
  get("/v1/customers/:id", ({ world, ids }) => find(world, "customer", ids[0])),
  post("/v1/customers/:id", ({ world, ids, input }) => {
    input.allow(...FIELDS);
    const held = find(world, "customer", ids[0]);
    const email = input.isCleared("email") ? null : (input.text("email") ?? held.email);
    const customer = world.store.put("customer", {
      ...held,
      email,
      name: input.text("name") ?? held.name,
      metadata: { ...held.metadata, ...input.metadata() },
    });
    world.emit("customer.updated", customer, email === held.email ? {} : { email: held.email });
    return customer;
  }),
  remove("/v1/customers/:id", ({ world, ids }) => {
    const held = find(world, "customer", ids[0]);
    for (const subscription of world.store.of("subscription").by("customer", held.id)) {
      if (subscription.status !== "canceled") endSubscription(world, subscription, "cancellation_requested");
    }
    world.store.delete("customer", held.id);
    world.emit("customer.deleted", held);
    return { id: held.id, object: "customer", deleted: true };
  }),
];
