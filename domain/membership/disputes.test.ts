import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { openTelling, type Telling } from "./testing/telling";

describe.each(ENGINES)("a disputed payment on %s", (engine) => {
  let telling: Telling;
  beforeAll(async () => {
    telling = await openTelling(engine);
  });
  afterAll(() => telling.newsroom.close());

  type Dispute = Record<string, unknown> & { id: string };

  /** Somebody joins and pays, which is told; then the bank disputes that payment, which is not. */
  async function disputed(email: string): Promise<Dispute> {
    const { id } = await telling.join(email);
    await telling.tell();
    return (await telling.newsroom.control(`subscriptions/${id}/dispute`)) as Dispute;
  }

  const closed = (dispute: Dispute, status: "won" | "lost", at: number) =>
    telling.event("charge.dispute.closed", { ...dispute, status }, at);

  it.each([
    ["told as it came", false],
    ["told the other way round", true],
  ] as const)("follows how it ended last, %s", async (words, isReversed) => {
    const before = await telling.total();
    const dispute = await disputed(`${isReversed}@readers.example`);
    telling.swallow();
    const now = telling.now();
    const ends = [closed(dispute, "won", now + 1), closed(dispute, "lost", now + 60)];
    for (const event of isReversed ? ends.toReversed() : ends) await telling.apply(event);
    expect(await telling.total(), words).toBe(before);
    await telling.apply(closed(dispute, "won", now + 120));
    expect(await telling.total(), words).toBe(before + 1);
  });

  it("stays lost when another dispute of it is won, and an opening of the same second changes nothing", async () => {
    const before = await telling.total();
    const dispute = await disputed("twice@readers.example");
    telling.swallow();
    const now = telling.now();
    await telling.apply(closed(dispute, "lost", now + 1));
    await telling.apply(telling.event("charge.dispute.created", dispute, now + 1));
    await telling.apply(closed({ ...dispute, id: "dp_second" }, "won", now + 60));
    expect(await telling.total()).toBe(before);
    await telling.agrees();
  });
});
