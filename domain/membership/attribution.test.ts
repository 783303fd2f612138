import { randomUUID } from "node:crypto";
import { desc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledger } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import type { Attribution } from "./facts";
import { listPlans } from "./list-plans";
import { readWelcome } from "./read-welcome";
import { refreshPlans } from "./refresh-plans";
import { startCheckout } from "./start-checkout";

describe.each(ENGINES)("what a join is credited to, on %s", (engine) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await refreshPlans(newsroom.ctx);
  });
  afterAll(() => newsroom.close());

  async function checkout(attribution: Attribution) {
    const [plan] = await listPlans(newsroom.ctx);
    return startCheckout(newsroom.ctx, {
      choice: { priceId: plan?.priceId ?? "" },
      locale: "en",
      attempt: randomUUID(),
      attribution,
    });
  }

  async function joinFrom(attribution: Attribution) {
    const { sessionId } = await checkout(attribution);
    await newsroom.control("join", { session: sessionId, email: `${randomUUID()}@readers.example` });
    await readWelcome(newsroom.ctx, sessionId);
    const [row] = await newsroom.ctx.db.select().from(ledger).orderBy(desc(ledger.id)).limit(1);
    return row?.attribution;
  }

  test("article, section and the button's place travel through Checkout to the ledger", async () => {
    const from = { article: "forty-one-keys", section: "war", place: "banner" };
    expect(await joinFrom(from)).toEqual(from);
  });

  test("a join that says nothing is unknown, not guessed", async () => {
    expect(await joinFrom({})).toBeNull();
  });

  test("whoever goes back from paying is still credited when they think again", async () => {
    const { sessionId } = await checkout({ article: "forty-one-keys", place: "slim" });
    const session = await newsroom.ctx.stripe.checkout.sessions.retrieve(sessionId);
    const back = new URL(session.cancel_url ?? "");
    expect(Object.fromEntries(back.searchParams)).toEqual({
      back: "1",
      article: "forty-one-keys",
      place: "slim",
    });
  });
});
