import { afterAll, beforeAll, expect, test } from "vitest";
import { installation, products, unsettled } from "@/db/schema";
import { applyEvents } from "@/domain/membership/apply-events";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { settleDue } from "@/domain/membership/settle";
import { newId } from "@/domain/new-id";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { readTrust } from "./read-trust";
import type { StaffMember } from "./staff-member";

const viewer: StaffMember = { id: "1", email: "viewer@courier.example", role: "viewer" };

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  await newsroom.ctx.db.update(installation).set({ stripeAccount: "acct_ours" });
});
afterAll(() => newsroom.close());

const count = () => newsroom.ctx.feed.read("current")?.progress.count;
const trust = () => readTrust(newsroom.ctx, viewer);

/** Somebody joins at Stripe; what happened, as Stripe would have sent it, with something changed of each event. */
async function join(lookupKey: string, change: object = {}): Promise<void> {
  const { world } = newsroom.emulator;
  const known = new Set([...world.store.of("event").walk("newer")].map(({ id }) => id));
  await newsroom.control("join", { lookupKey });
  const fresh = [...world.store.of("event").walk("newer")].filter(({ id }) => !known.has(id));
  const sent = fresh.map((event) => ({ ...renderEvent(world, event), ...change }));
  await applyEvents(
    newsroom.ctx,
    sent.map((each) => parseStripeEvent(each, newsroom.ctx.settings.emailHashKey)),
  );
}

test("at first there is nothing to say", async () => {
  expect((await trust()).notCounted).toEqual({
    ours: { livemode: false, account: "acct_ours" },
    foreign: [],
    events: [],
    otherProducts: [],
  });
});

test("another mode and another account are told apart, with how many and the newest, and move nothing", async () => {
  await join("monthly", { livemode: true });
  await join("monthly", { account: "acct_theirs" });
  const { foreign, events } = (await trust()).notCounted;
  expect(count()).toBe(0);
  expect(foreign.map(({ why, livemode, account }) => [why, livemode, account])).toEqual(
    expect.arrayContaining([
      ["other_mode", true, null],
      ["other_account", false, "acct_theirs"],
    ]),
  );
  expect(foreign).toHaveLength(2);
  expect(foreign.every(({ events }) => events > 1)).toBe(true);
  expect(events.map(({ type }) => type)).toContain("customer.subscription.created");
});

test("another product is named, with how many subscriptions it has", async () => {
  await join("print_monthly");
  await join("print_monthly");
  const { name } = newsroom.emulator.world.store.of("product").get("prod_courier_print") ?? {};
  await newsroom.ctx.db
    .insert(products)
    .values({
      id: "prod_courier_print",
      name: name ?? "",
      active: true,
      refreshedAt: newsroom.ctx.clock.now(),
    })
    .onConflictDoNothing();
  expect(count()).toBe(0);
  expect((await trust()).notCounted.otherProducts).toEqual([
    expect.objectContaining({ id: "prod_courier_print", name, subscriptions: 2, lastAt: expect.any(Date) }),
  ]);
});

test("what Stripe does not know is counted apart and comes first", async () => {
  const now = newsroom.ctx.clock.now();
  const question = { kind: "subscription" as const, reason: "a test asks", dueAt: now, since: now };
  const [known] = newsroom.emulator.world.store.of("subscription").values();
  await newsroom.ctx.db.delete(unsettled);
  await newsroom.ctx.db.insert(unsettled).values([
    { ...question, id: "sub_nobody", token: newId() },
    { ...question, id: known?.id ?? "", token: newId(), dueAt: new Date(now.getTime() + 60_000) },
  ]);
  await settleDue(newsroom.ctx, newId());
  const { unknown, doubts, unsettled: listed } = await trust();
  expect([unknown, doubts]).toEqual([1, 2]);
  expect(listed[0]).toMatchObject({ id: "sub_nobody", unknown: true });
});
