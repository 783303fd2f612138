import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLog } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { applyEvents } from "@/domain/membership/apply-events";
import { listPlans } from "@/domain/membership/list-plans";
import { parseStripeEvent } from "@/domain/membership/parse-stripe-event";
import { refreshPlans } from "@/domain/membership/refresh-plans";
import { startCheckout } from "@/domain/membership/start-checkout";
import type { StaffMember } from "@/domain/staff/staff-member";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { renderEvent } from "../../stripe-emulator/events/render-event";
import { nameEmbedHost, switchEmbedHost } from "./change-embed-host";
import { parseEmbedHost } from "./embed-host";
import { listEmbedHosts } from "./list-embed-hosts";

const member = (role: StaffMember["role"]): StaffMember => ({
  id: "1",
  email: `${role}@courier.example`,
  role,
});
const editor = member("editor");

describe("a host as a link names it", () => {
  test.each([
    ["Partner.Example", "partner.example"],
    ["partner.example.", "partner.example"],
    ["новини.укр", "xn--b1amarcd.xn--j1amh"],
    ["localhost", "localhost"],
    ["127.0.0.1", "127.0.0.1"],
    ["partner.example:8080", null],
    ["partner.example/path", null],
    ["user@partner.example", null],
    ["a b.example", null],
    ["-partner.example", null],
    ["<script>", null],
    ["", null],
    [undefined, null],
  ])("%s is %s", (given, host) => {
    expect(parseEmbedHost(given)).toBe(host);
  });

  test("whatever is given, what comes out is a host name or nothing, and the same when given again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.domain(), fc.string({ unit: "binary" })), (given) => {
        const host = parseEmbedHost(given);
        expect(host ?? "nothing").toMatch(/^[a-z0-9.-]{1,253}$/);
        expect(parseEmbedHost(host)).toBe(host);
      }),
    );
  });
});

describe.each(ENGINES)("credit on %s", (engine) => {
  let newsroom: Newsroom;
  const taken = new Set<string>();

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await refreshPlans(newsroom.ctx);
  });
  afterAll(() => newsroom.close());

  /** Joins through Checkout from a link of an embed, and applies what Stripe tells of it. */
  async function joinFrom(host: string): Promise<void> {
    const { ctx, emulator } = newsroom;
    const [plan] = await listPlans(ctx);
    const { sessionId } = await startCheckout(ctx, {
      choice: { priceId: plan?.priceId ?? "" },
      locale: "en",
      attempt: randomUUID(),
      attribution: { embedHost: host },
    });
    await newsroom.control("join", { session: sessionId, email: `${randomUUID()}@readers.example` });
    const fresh = [...emulator.world.store.of("event").walk("newer")].filter((event) => !taken.has(event.id));
    for (const event of fresh) taken.add(event.id);
    await applyEvents(
      ctx,
      fresh.map((event) => parseStripeEvent(renderEvent(emulator.world, event), ctx.settings.emailHashKey)),
    );
  }

  const hosts = () => listEmbedHosts(newsroom.ctx, member("viewer"));

  test("a join that starts on an embed is credited to its host, all the way to the ledger", async () => {
    await joinFrom("Partner.example");
    await joinFrom("partner.example");
    await joinFrom("other.example");
    expect((await hosts()).map(({ host, joins, isOff }) => [host, joins, isOff])).toEqual([
      ["partner.example", 2, false],
      ["other.example", 1, false],
    ]);
    expect((await hosts())[0]?.lastJoinAt).toBeInstanceOf(Date);
  });

  test("our own host and what is no host are credited to nobody, and the join counts", async () => {
    const before = newsroom.ctx.feed.read("current")?.progress.count ?? 0;
    await joinFrom(new URL(newsroom.ctx.settings.siteUrl).hostname);
    await joinFrom('"><script>');
    expect((await hosts()).reduce((sum, { joins }) => sum + joins, 0)).toBe(3);
    expect(newsroom.ctx.feed.read("current")?.progress.count).toBe(before + 2);
  });

  test("a host that staff switch off is credited no more, keeps what it had, and can be switched on", async () => {
    await switchEmbedHost(newsroom.ctx, editor, { host: "partner.example", isOff: true });
    await joinFrom("partner.example");
    expect((await hosts())[0]).toMatchObject({ host: "partner.example", joins: 2, isOff: true });
    await switchEmbedHost(newsroom.ctx, editor, { host: "partner.example", isOff: false });
    await joinFrom("partner.example");
    expect((await hosts())[0]).toMatchObject({ joins: 3, isOff: false });
  });

  test("staff give a host a name, before its first join too; all of it is in the audit log", async () => {
    await nameEmbedHost(newsroom.ctx, editor, { host: "new.example", name: " The New Weekly " });
    expect((await hosts()).at(-1)).toMatchObject({ host: "new.example", name: "The New Weekly", joins: 0 });
    const lines = await newsroom.ctx.db.select().from(auditLog);
    expect(lines.map(({ action, subject }) => [action, subject])).toEqual([
      ["embed_host.switched_off", "partner.example"],
      ["embed_host.switched_on", "partner.example"],
      ["embed_host.named", "new.example"],
    ]);
  });

  test("viewers look and do not touch; nobody else looks", async () => {
    const call = { host: "partner.example", isOff: true };
    await expect(switchEmbedHost(newsroom.ctx, member("viewer"), call)).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(nameEmbedHost(newsroom.ctx, null, { host: "a.example", name: "A" })).rejects.toMatchObject({
      code: "not_signed_in",
    });
    await expect(listEmbedHosts(newsroom.ctx, null)).rejects.toMatchObject({ code: "not_signed_in" });
    await expect(
      switchEmbedHost(newsroom.ctx, editor, { host: "no host", isOff: true }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
