import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  auditLog,
  driveMilestones,
  drives,
  installation,
  letters,
  notificationChannels,
  notificationPosts,
  notifications,
  stripeEvents,
} from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { guardedPost, PostNotTakenError } from "@/domain/import/guarded-post";
import type { Mail } from "@/domain/mail/mailer";
import { sendLetters, type WriteLetter } from "@/domain/mail/send-letters";
import { newId } from "@/domain/new-id";
import { holdDriveAsStaff, releaseDriveAsStaff } from "@/domain/staff/hold-as-staff";
import {
  addChannel,
  changeChannel,
  readNotifications,
  removeChannel,
  testChannel,
} from "@/domain/staff/manage-notifications";
import type { StaffMember } from "@/domain/staff/staff-member";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import type { NoticeEvent } from "./notice";
import { sendPosts, slackBody } from "./send-posts";
import { tellHappenings } from "./tell-happenings";

const editor: StaffMember = { id: "1", email: "editor@courier.example", role: "editor" };
const HOOK = "https://hooks.slack.example/services/T0/B0/secret";
const DAY = 86_400;
const writeLetter: WriteLetter = async (letter) => {
  const notice = letter.kind === "notice" ? letter.notice : null;
  return { subject: notice?.title ?? "", html: "", text: notice?.lines.join("\n") ?? "" };
};

describe.each(ENGINES)("notifications on %s", (engine) => {
  let newsroom: Newsroom;
  const posted: { address: string; body: unknown }[] = [];
  const post = async (address: string, body: object) => void posted.push({ address, body });

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    // Whatever the time is: the digest goes at eight in the morning, newsroom time, and each day is looked at after it.
    await newsroom.advance(Math.max(0, 7 - newsroom.ctx.clock.now().getUTCHours()) * 3_600);
  });
  afterAll(() => newsroom.close());
  beforeEach(async () => {
    const { db } = newsroom.ctx;
    await db.delete(letters);
    await db.delete(notifications);
    await db.delete(notificationChannels);
    posted.length = 0;
  });

  const add = (events: NoticeEvent[], kind = "webhook", target = HOOK) =>
    addChannel(newsroom.ctx, editor, { kind, target, events });
  /** Every look is another instance's, whose lease ran out. */
  const look = async () => {
    await newsroom.ctx.db.execute("delete from leases");
    return tellHappenings(newsroom.ctx, newId());
  };
  const titles = async () =>
    (await newsroom.ctx.db.select({ title: notifications.title }).from(notifications)).map(
      ({ title }) => title,
    );

  test("what happened is told once, whoever looks, and only from when it was chosen", async () => {
    const hold = { slug: "25000", reason: "Two numbers disagree" };
    await holdDriveAsStaff(newsroom.ctx, editor, hold);
    await newsroom.advance(60);
    await add(["hold"]);
    expect(await look()).toBe(0);
    await releaseDriveAsStaff(newsroom.ctx, editor, hold);
    await holdDriveAsStaff(newsroom.ctx, editor, hold);
    await newsroom.ctx.db.execute("delete from leases");
    const both = await Promise.all([
      tellHappenings(newsroom.ctx, newId()),
      tellHappenings(newsroom.ctx, newId()),
    ]);
    expect(both.sort()).toEqual([0, 1]);
    expect(await look()).toBe(0);
    expect(await sendPosts(newsroom.ctx, post)).toBe(1);
    expect(await sendPosts(newsroom.ctx, post)).toBe(0);
    expect(posted).toEqual([
      {
        address: HOOK,
        body: { text: expect.stringMatching(/^\*On hold: 25,000 members\*\n.*Two numbers disagree/) },
      },
    ]);
    await releaseDriveAsStaff(newsroom.ctx, editor, hold);
  });

  test("milestones, stalls and failures are told to who chose them", async () => {
    await add(["milestone", "stall", "failure"]);
    await add(["digest"], "email", "digest@courier.example");
    const [drive] = await newsroom.ctx.db.select().from(drives);
    const reachedAt = newsroom.ctx.clock.now();
    await newsroom.ctx.db.insert(driveMilestones).values({
      driveId: drive?.id ?? 0,
      mark: 12_500,
      kind: "half",
      reachedAt,
      version: 1,
    });
    await newsroom.ctx.db.insert(stripeEvents).values({
      id: `evt_${engine}`,
      type: "invoice.paid",
      created: reachedAt,
      livemode: false,
      payload: {},
      receivedAt: new Date(reachedAt.getTime() + 1_000),
      outcome: "failed",
    });
    expect(await look()).toBe(2);
    expect((await titles()).sort()).toEqual([
      "1 event of Stripe could not be applied",
      "12,500 members: half of the way",
    ]);
    await newsroom.ctx.db.delete(stripeEvents);
    await newsroom.advance(2 * DAY);
    expect(await look()).toBe(2);
    expect(await titles()).toContain("Nobody has joined for two days: 25,000 members");
    await newsroom.advance(DAY);
    expect(await look()).toBe(1);
    expect((await titles()).filter((title) => title.startsWith("Nobody"))).toHaveLength(1);
    await newsroom.ctx.db.delete(driveMilestones);
  });

  test("the digest goes by e-mail each morning, through the table of letters", async () => {
    const sent: Mail[] = [];
    const mailer = { send: async (mail: Mail) => void sent.push(mail) };
    await add(["digest"], "email", "Chief@Courier.example");
    await newsroom.advance(DAY);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    await sendLetters(newsroom.ctx, mailer, writeLetter);
    await sendLetters(newsroom.ctx, mailer, writeLetter);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: "chief@courier.example", subject: "0 out of 25,000 this morning" });
    expect(sent[0]?.text).toContain("25,000 to go");
    await newsroom.advance(DAY);
    expect(await look()).toBe(1);
  });

  test("what was certainly not taken is tried again, what may have been taken is not", async () => {
    const channel = await add(["hold"]);
    const failing = (error: Error) => async () => {
      throw error;
    };
    const state = async () =>
      (await newsroom.ctx.db.select().from(notificationPosts)).map(({ state, attempts }) => [
        state,
        attempts,
      ]);
    await testChannel(newsroom.ctx, editor, { id: channel.id });
    expect(await sendPosts(newsroom.ctx, failing(new PostNotTakenError("answers 503", false)))).toBe(0);
    expect(await state()).toEqual([["queued", 1]]);
    expect(await sendPosts(newsroom.ctx, post)).toBe(0);
    await newsroom.advance(31);
    expect(await sendPosts(newsroom.ctx, post)).toBe(1);
    expect(await state()).toEqual([["sent", 2]]);
    await newsroom.ctx.db.delete(notifications);
    await testChannel(newsroom.ctx, editor, { id: channel.id });
    await sendPosts(newsroom.ctx, failing(new Error("it did not say")));
    expect(await state()).toEqual([["uncertain", 1]]);
    await newsroom.ctx.db.delete(notifications);
    await testChannel(newsroom.ctx, editor, { id: channel.id });
    await sendPosts(newsroom.ctx, failing(new PostNotTakenError("answers 404", true)));
    expect(await state()).toEqual([["failed", 1]]);
  });

  test("after a restore nothing goes out until staff let mail go", async () => {
    const channel = await add(["hold"]);
    await testChannel(newsroom.ctx, editor, { id: channel.id });
    await newsroom.ctx.db.update(installation).set({ mailHeldSince: newsroom.ctx.clock.now() });
    expect(await sendPosts(newsroom.ctx, post)).toBe(0);
    await newsroom.ctx.db.update(installation).set({ mailHeldSince: null });
    expect(await sendPosts(newsroom.ctx, post)).toBe(1);
  });

  test("an address is sealed, masked and in no line of the audit log", async () => {
    const mail = await add(["hold"], "email", "anna@courier.example");
    const hook = await add(["hold"]);
    expect([mail.shown, hook.shown]).toEqual(["an…@courier.example", "hooks.slack.example"]);
    await changeChannel(newsroom.ctx, editor, { id: hook.id, events: ["digest", "digest"] });
    await testChannel(newsroom.ctx, editor, { id: mail.id });
    expect(await newsroom.ctx.db.$count(letters)).toBe(1);
    await removeChannel(newsroom.ctx, editor, { id: mail.id });
    expect(await newsroom.ctx.db.$count(letters)).toBe(0);
    await expect(removeChannel(newsroom.ctx, editor, { id: mail.id })).rejects.toThrow("removed already");
    const { channels } = await readNotifications(newsroom.ctx, editor);
    expect(channels).toMatchObject([{ shown: "hooks.slack.example", events: ["digest"] }]);
    const everything = JSON.stringify([
      await newsroom.ctx.db.select().from(auditLog),
      await newsroom.ctx.db.select().from(notificationChannels),
    ]);
    expect(everything).not.toContain("secret");
    expect(everything).not.toContain("anna@");
  });

  test.each([
    ["email", "not an address", ["hold"], "not an e-mail"],
    ["webhook", "http://hooks.slack.example/x", ["hold"], "https address"],
    ["webhook", HOOK, [], "Choose what"],
    ["webhook", HOOK, ["everything"], "from the list"],
    ["pigeon", HOOK, ["hold"], "Choose e-mail or webhook"],
  ])("%s %s %j is refused in words", async (kind, target, events, words) => {
    await expect(addChannel(newsroom.ctx, editor, { kind, target, events })).rejects.toThrow(words);
    expect(await newsroom.ctx.db.$count(notificationChannels, eq(notificationChannels.kind, "email"))).toBe(
      0,
    );
  });
});

test("a title cannot address everyone in a chat", () => {
  const { text } = slackBody({ title: "<!channel>", lines: ["a & b"], path: "/staff" }, "https://x.example");
  expect(text).toBe("*&lt;!channel&gt;*\na &amp; b\n<https://x.example/staff|Open the staff room>");
});

describe("posting", () => {
  let status = 200;
  const taken: string[] = [];
  const server = createServer((req, res) => {
    req.on("data", (chunk) => taken.push(String(chunk)));
    req.on("end", () => res.writeHead(status, { location: "http://127.0.0.1:1/" }).end("ok"));
  });
  let host = "";
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const attempt = (address: string, allowedHost: string | null = null) =>
    guardedPost(address, { text: "Hello" }, { allowedHost, timeoutMs: 2_000 }).then(
      () => "taken",
      (error: unknown) =>
        error instanceof PostNotTakenError ? `not taken, final ${error.isFinal}` : "unknown",
    );

  test("reaches the public internet and what was allowed, nothing else, and follows nobody", async () => {
    expect(await attempt(`http://${host}/hook`)).toBe("not taken, final true");
    expect(await attempt("https://localhost/hook")).toBe("not taken, final true");
    expect(await attempt("https://169.254.169.254/hook")).toBe("not taken, final true");
    expect(taken).toEqual([]);
    expect(await attempt(`http://${host}/hook`, host)).toBe("taken");
    expect(taken).toEqual(['{"text":"Hello"}']);
    status = 302;
    expect(await attempt(`http://${host}/hook`, host)).toBe("not taken, final true");
    status = 503;
    expect(await attempt(`http://${host}/hook`, host)).toBe("not taken, final false");
  });
});
