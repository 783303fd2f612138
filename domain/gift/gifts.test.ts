import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attemptLimits, auditLog, giftOrders, letters, passes } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { toLocal } from "@/domain/drive/local-time";
import { errorCode } from "@/domain/errors";
import { type Mail, type Mailer, MailNotSentError } from "@/domain/mail/mailer";
import { queueLetters } from "@/domain/mail/queue-letters";
import { sendLetters, type WriteLetter } from "@/domain/mail/send-letters";
import { hashEmail } from "@/domain/membership/email-hash";
import { readWelcome } from "@/domain/membership/read-welcome";
import { refreshPlans } from "@/domain/membership/refresh-plans";
import { newId } from "@/domain/new-id";
import { resendLetter } from "@/domain/staff/manage-letters";
import type { StaffMember } from "@/domain/staff/staff-member";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { giftCode } from "./gift-code";
import { listTerms } from "./list-terms";
import { orderTerm, type TermOrder } from "./order-term";
import { readGift } from "./read-gift";
import { redeemGift } from "./redeem-gift";

const DAY = 86_400;
const write: WriteLetter = async (letter) => {
  const words = letter.kind === "notice" ? letter.notice.title : letter.gift.code;
  return { subject: letter.kind, html: words, text: words };
};

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  let priceId = "";

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await refreshPlans(newsroom.ctx);
    priceId = (await listTerms(newsroom.ctx, "gift"))[0]?.priceId ?? "";
  });
  afterAll(() => newsroom.close());

  const order = (said: Partial<TermOrder> = {}): TermOrder => ({
    kind: "gift",
    priceId,
    attempt: crypto.randomUUID(),
    locale: "en",
    recipient: "given@readers.example",
    card: { to: "Olha", from: "Petro", message: "Read well." },
    startsOn: null,
    ...said,
  });

  /** Orders and pays, and comes back to the welcome, without any webhook. */
  async function give(said: Partial<TermOrder> = {}): Promise<{ id: string; code: string }> {
    const placed = order(said);
    const { sessionId } = await orderTerm(newsroom.ctx, placed);
    await newsroom.control("join", { session: sessionId, email: "buyer@readers.example" });
    expect(await readWelcome(newsroom.ctx, sessionId)).toMatchObject({ state: "given" });
    return { id: placed.attempt, code: giftCode(placed.attempt, newsroom.ctx.settings.emailHashKey) };
  }

  /** A mail server that keeps what it takes, and fails as told. */
  function postOffice(failures: Error[] = []): Mailer & { taken: Mail[] } {
    const taken: Mail[] = [];
    return {
      taken,
      send: async (mail) => {
        const failure = failures.shift();
        if (failure) throw failure;
        taken.push(mail);
      },
    };
  }

  async function carry(mailer: Mailer): Promise<void> {
    await queueLetters(newsroom.ctx);
    await sendLetters(newsroom.ctx, mailer, write);
  }

  const letterOf = async (id: string, kind: "gift" | "gift_receipt" = "gift") =>
    (await newsroom.ctx.db.select().from(letters).where(eq(letters.subjectId, id))).find(
      (letter) => letter.kind === kind,
    );

  test("a gift is sent once to whom it is for and once to its buyer, and the address is forgotten", async () => {
    const { id, code } = await give();
    const office = postOffice();
    await Promise.all([carry(office), carry(office)]);
    await carry(office);
    expect(office.taken.map(({ to }) => to).sort()).toEqual([
      "buyer@readers.example",
      "given@readers.example",
    ]);
    expect(office.taken.every(({ text }) => text === code)).toBe(true);
    expect(await letterOf(id)).toMatchObject({ state: "sent", toSealed: null });
    const [kept] = await newsroom.ctx.db.select().from(giftOrders).where(eq(giftOrders.id, id));
    expect(kept?.recipientSealed).toBeNull();
    expect(JSON.stringify(kept)).not.toContain("given@");
  });

  test("a gift for a later day counts and is sent on that day", async () => {
    const count = () => newsroom.ctx.feed.read("current")?.progress.count ?? 0;
    const before = count();
    const day = new Date(newsroom.ctx.clock.now().getTime() + 3 * DAY * 1000).toISOString().slice(0, 10);
    const { id } = await give({ recipient: "patient@readers.example", startsOn: day });
    // The card tells the day that was chosen, whatever the zone of the machine.
    const gift = await readGift(newsroom.ctx, id);
    expect(gift).toMatchObject({ timezone: "Europe/Kyiv", isMailed: true });
    expect(toLocal(gift?.startsAt ?? new Date(0), "Europe/Kyiv")).toBe(`${day}T00:00`);
    const office = postOffice();
    await carry(office);
    expect(office.taken.map(({ to }) => to)).toEqual(["buyer@readers.example"]);
    expect(count()).toBe(before);
    await newsroom.advance(4 * DAY);
    await carry(office);
    expect(office.taken.at(-1)?.to).toBe("patient@readers.example");
  });

  test("a letter that was refused is tried again; one that may have arrived is not", async () => {
    const refused = await give({ recipient: "busy@readers.example" });
    const office = postOffice();
    await carry({
      send: async (mail) => {
        if (mail.to === "busy@readers.example") throw new MailNotSentError("450 busy", false);
        return office.send(mail);
      },
    });
    expect(await letterOf(refused.id)).toMatchObject({ state: "queued", attempts: 1 });
    await newsroom.advance(60);
    await carry(office);
    expect(office.taken.filter(({ to }) => to === "busy@readers.example")).toHaveLength(1);

    const lost = await give({ recipient: "lost@readers.example" });
    await carry(postOffice([new Error("the line to x@y.example went dead"), new Error("and again")]));
    expect(await letterOf(lost.id)).toMatchObject({
      state: "uncertain",
      lastError: expect.not.stringContaining("@"),
    });
    await newsroom.advance(DAY);
    const later = postOffice();
    await carry(later);
    expect(later.taken).toEqual([]);
  });

  test("staff send a card again, to its own recipient only and once however often they press", async () => {
    const { id } = await give({ recipient: "again@readers.example" });
    const office = postOffice();
    await carry(office);
    const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };
    const letter = await letterOf(id);
    const resend = (said: object) =>
      resendLetter(newsroom.ctx, editor, {
        id: letter?.id,
        address: "Again@readers.example",
        knowing: true,
        ...said,
      });
    await expect(resend({ knowing: false })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(resend({ address: "other@readers.example" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const pressed = await Promise.allSettled([resend({}), resend({}), resend({})]);
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await carry(office);
    await carry(office);
    expect(office.taken.filter(({ to }) => to === "Again@readers.example")).toHaveLength(1);
    expect(office.taken.filter(({ to }) => to === "again@readers.example")).toHaveLength(1);
    const rows = await newsroom.ctx.db.select().from(letters).where(eq(letters.subjectId, id));
    expect(rows.filter(({ toSealed }) => toSealed)).toEqual([]);
    const audited = await newsroom.ctx.db.select().from(auditLog);
    expect(audited.at(-1)).toMatchObject({ action: "letter.resent", subject: id });
    expect(JSON.stringify(audited).toLowerCase()).not.toContain("again@");
  });

  test("of a hundred who redeem one code at once, one does", async () => {
    const { id, code } = await give({ recipient: null });
    const attempts = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) =>
        redeemGift(newsroom.ctx, { code, email: `r${i}@readers.example`, network: `10.0.0.${i}` }),
      ),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const winner = attempts.findIndex(({ status }) => status === "fulfilled");
    const [pass] = await newsroom.ctx.db.select().from(passes).where(eq(passes.id, id));
    const { emailHashKey } = newsroom.ctx.settings;
    expect(pass?.recipientHash).toBe(hashEmail(`r${winner}@readers.example`, emailHashKey));
    await newsroom.ctx.db.delete(attemptLimits);
    await expect(
      redeemGift(newsroom.ctx, { code: code.toLowerCase(), email: "late@readers.example", network: null }),
    ).rejects.toMatchObject({ code: "gift_already_redeemed" });
  });

  test("a gift redeemed by a member leaves one person, and guessing codes is slow", async () => {
    await newsroom.control("join", { email: "member@readers.example" });
    const { code } = await give({ recipient: null });
    await redeemGift(newsroom.ctx, { code, email: "member@readers.example", network: null });
    const outcomes = [];
    for (let i = 0; i < 40; i++) {
      const guess = giftCode(newId(), "another key");
      outcomes.push(
        await redeemGift(newsroom.ctx, { code: guess, email: "g@x.example", network: "10.9.9.9" }).catch(
          errorCode,
        ),
      );
    }
    expect(outcomes.slice(0, 30)).toEqual(Array(30).fill("gift_not_found"));
    expect(outcomes.slice(30)).toEqual(Array(10).fill("rate_limited"));
  });

  test("sending the form twice buys one gift; a changed message is what the card says", async () => {
    const placed = order({ recipient: null });
    const [one, two] = await Promise.all([orderTerm(newsroom.ctx, placed), orderTerm(newsroom.ctx, placed)]);
    expect(two?.sessionId).toBe(one?.sessionId);
    await orderTerm(newsroom.ctx, { ...placed, card: { ...placed.card, message: "Changed." } });
    await newsroom.control("join", { session: one?.sessionId });
    const welcome = await readWelcome(newsroom.ctx, one?.sessionId ?? "");
    expect(welcome).toMatchObject({ gift: { card: { message: "Changed." } } });
    await orderTerm(newsroom.ctx, { ...placed, card: { ...placed.card, message: "Too late." } });
    expect(await readWelcome(newsroom.ctx, one?.sessionId ?? "")).toMatchObject({
      gift: { card: { message: "Changed." } },
    });
  });

  test("what cannot be sold is refused in words", async () => {
    const { ctx } = newsroom;
    await expect(orderTerm(ctx, order({ recipient: "no address" }))).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(orderTerm(ctx, order({ priceId: "price_gone" }))).rejects.toMatchObject({
      code: "plan_not_found",
    });
    const elsewhere = { ...ctx, settings: { ...ctx.settings, giftUrl: "https://shop.example/gift" } };
    await expect(orderTerm(elsewhere, order())).rejects.toMatchObject({ code: "counter_only" });
  });

  test("count, ledger, rows and breakdown agree after all of it", async () => {
    expect(await verify(newsroom.ctx)).toMatchObject({ ok: true, differences: [] });
  });
});
