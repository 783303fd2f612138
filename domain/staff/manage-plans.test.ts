import { afterAll, beforeAll, expect, test } from "vitest";
import { auditLog } from "@/db/schema";
import { readOffer } from "@/domain/membership/list-plans";
import { cheapestOf } from "@/domain/membership/plan";
import { readWelcome } from "@/domain/membership/read-welcome";
import { refreshPlans } from "@/domain/membership/refresh-plans";
import { type OwnChoice, startCheckout } from "@/domain/membership/start-checkout";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { MEMBERSHIP } from "@/domain/testing/quiet-context";
import { verify } from "@/domain/verify/verify";
import { choosePlans, readPlanChoice } from "./manage-plans";
import type { StaffMember } from "./staff-member";

const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };

let newsroom: Newsroom;
let monthly = "";
let yearly = "";
beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  await refreshPlans(newsroom.ctx);
  const { plans } = await readOffer(newsroom.ctx);
  [monthly, yearly] = plans.map((plan) => plan.priceId) as [string, string];
});
afterAll(() => newsroom.close());

const own = (said: object = {}) => ({
  productId: MEMBERSHIP,
  interval: "month",
  currency: "eur",
  minimum: "3",
  suggestions: "12 7,50",
  ...said,
});

async function choose(said: object): Promise<void> {
  const { revision } = await readPlanChoice(newsroom.ctx, editor);
  await choosePlans(newsroom.ctx, editor, { revision, suggested: "", offered: [], own: [], ...said });
}

function startOwn(choice: Partial<OwnChoice>, currency = "eur") {
  return startCheckout(newsroom.ctx, {
    choice: { productId: MEMBERSHIP, interval: "month", amount: "3", ...choice },
    currency,
    locale: "en",
    attempt: crypto.randomUUID(),
    attribution: {},
  });
}

test("where nobody chose, every membership price is offered, cheapest first", async () => {
  expect(await readPlanChoice(newsroom.ctx, editor)).toMatchObject({ isChosen: false, revision: 0 });
  const { plans, ownAmounts } = await readOffer(newsroom.ctx);
  expect(plans.map(({ amount }) => amount)).toEqual([500, 5_000]);
  expect(ownAmounts).toEqual([]);
});

test("staff choose which are offered, their order and a suggested one; others cannot be bought", async () => {
  await choose({
    suggested: monthly,
    offered: [
      { priceId: monthly, place: "2" },
      { priceId: yearly, place: "1" },
    ],
  });
  expect(await readOffer(newsroom.ctx)).toMatchObject({
    plans: [{ priceId: yearly }, { priceId: monthly }],
    suggestedPriceId: monthly,
  });
  await choose({
    offered: [
      { priceId: monthly, place: "" },
      { priceId: yearly, place: "1" },
    ],
  });
  const refused = startCheckout(newsroom.ctx, {
    choice: { priceId: monthly },
    locale: "en",
    attempt: crypto.randomUUID(),
    attribution: {},
  });
  await expect(refused).rejects.toMatchObject({ code: "plan_not_found" });
  const [line] = (await newsroom.ctx.db.select().from(auditLog).orderBy(auditLog.id)).slice(-1);
  expect(line).toMatchObject({ action: "plans.chosen", after: { priceIds: [yearly] } });
});

test("the second of two people is told, and so is a suggestion that is not on offer", async () => {
  const stale = choosePlans(newsroom.ctx, editor, { revision: 0, offered: [], own: [] });
  await expect(stale).rejects.toMatchObject({ code: "conflict" });
  const elsewhere = choose({ suggested: monthly, offered: [{ priceId: yearly, place: "1" }] });
  await expect(elsewhere).rejects.toMatchObject({ code: "invalid_input" });
});

test.each([
  [{ minimum: "0" }, "not an amount"],
  [{ minimum: "a few" }, "not an amount"],
  [{ minimum: "3.999" }, "not an amount"],
  [{ suggestions: "2" }, "under the minimum"],
  [{ suggestions: "4 5 6 7 8" }, "at most 4"],
])("an own amount of %o is refused", async (said, words) => {
  await expect(choose({ own: [own(said)] })).rejects.toThrow(words);
});

test("a reader's own amount above the minimum is paid every month, and counts like any price of its product", async () => {
  await choose({ own: [own()] });
  const offer = await readOffer(newsroom.ctx);
  expect(offer.ownAmounts).toMatchObject([{ minimum: 300, suggestions: [750, 1_200] }]);
  expect(cheapestOf(offer.plans, offer.ownAmounts)?.amount).toBe(300);

  const { sessionId } = await startOwn({ amount: "4,20" });
  await newsroom.control("join", { session: sessionId, email: "own@readers.example" });
  expect(await readWelcome(newsroom.ctx, sessionId)).toMatchObject({ state: "paid", memberNumber: 1 });
  const { data } = await newsroom.ctx.stripe.subscriptions.list({ status: "all" });
  expect(data[0]?.items.data[0]?.price).toMatchObject({
    unit_amount: 420,
    currency: "eur",
    active: false,
    product: MEMBERSHIP,
    recurring: { interval: "month" },
  });
  expect((await verify(newsroom.ctx)).differences).toEqual([]);

  await refreshPlans(newsroom.ctx);
  expect((await readOffer(newsroom.ctx)).plans).toHaveLength(2);
});

test.each([
  [{ amount: "2.99" }, "amount_too_low"],
  [{ amount: "" }, "amount_too_low"],
  [{ amount: "-5" }, "amount_too_low"],
  [{ amount: "1e9" }, "amount_too_low"],
  [{ amount: "9999999" }, "amount_too_low"],
  [{ interval: "year" }, "plan_not_found"],
  [{ productId: "prod_courier_tote" }, "plan_not_found"],
])("own amounts are checked again by the server: %o", async (choice, code) => {
  await expect(startOwn(choice)).rejects.toMatchObject({ code });
  await expect(startOwn({}, "uah")).rejects.toMatchObject({ code: "plan_not_found" });
});
