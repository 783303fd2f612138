import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sourceEmails } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { listCorrections } from "@/domain/drive/list-corrections";
import { errorCode } from "@/domain/errors";
import { readMemberList } from "@/domain/first-count/read-member-list";
import { readWelcome } from "@/domain/membership/read-welcome";
import { reconcile } from "@/domain/repair/reconcile";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { verify } from "@/domain/verify/verify";
import { listPublicSources, listStaffSources } from "./list-sources";
import { previewSource, recordSource, recordSourceList, undoSourceRecord } from "./record-source";
import { refreshListed } from "./refresh-sources";

const BY = "editor@courier.example";

describe.each(ENGINES)("sources on %s", (engine) => {
  let newsroom: Newsroom;

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await newsroom.control("join", { email: "both@readers.example" });
    await compare();
  });
  afterAll(() => newsroom.close());

  const shown = () => newsroom.ctx.feed.read("current")?.progress;
  const compare = () => reconcile(newsroom.ctx, { trigger: "command", dryRun: false, print: () => {} });
  const entry = (name: string, revision: number | null) => ({
    name,
    revision,
    asOf: newsroom.ctx.clock.now(),
    reason: "The bank's list of standing orders",
    evidenceUrl: "https://bank.example/report",
    by: BY,
  });
  const revisionOf = async (name: string) =>
    (await listStaffSources(newsroom.ctx)).find((each) => each.name === name)?.revision ?? null;
  const hashesIn = (csv: string) =>
    readMemberList(csv, newsroom.ctx.settings.emailHashKey).people.map(({ emailHash }) => emailHash);
  const list = (count: number, more: string[] = []) =>
    ["email", ...Array.from({ length: count }, (_, i) => `patron${i}@readers.example`), ...more].join("\n");

  test("a recorded number counts at once, by its name, as one listed correction", async () => {
    const effect = await recordSource(newsroom.ctx, { ...entry("Bank transfers", null), people: 200 });
    expect(effect).toMatchObject({ before: 0, after: 200, duplicates: 0 });
    expect(shown()).toMatchObject({ count: 201, breakdown: { subscriptions: 1, sources: 200 } });
    expect(await listPublicSources(newsroom.ctx)).toMatchObject([
      { name: "Bank transfers", counted: 200, mayOverlap: true },
    ]);
    expect((await listCorrections(newsroom.ctx))[0]).toMatchObject({
      before: 1,
      after: 201,
      cause: "adjustment",
      reason: "Bank transfers: The bank's list of standing orders",
    });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("a list is previewed without a trace, and who is in Stripe is not counted again", async () => {
    const csv = list(30, ["BOTH@readers.example"]);
    const add = (ctx: Newsroom["ctx"]) =>
      recordSourceList(ctx, { ...entry("Patreon", null), emailHashes: hashesIn(csv) });
    const effect = await previewSource(newsroom.ctx, add);
    expect(effect).toMatchObject({ people: 31, duplicates: 1, before: 0, after: 30 });
    expect(shown()?.count).toBe(201);
    expect(await newsroom.ctx.db.$count(sourceEmails)).toBe(0);
    expect(await add(newsroom.ctx)).toMatchObject({ after: 30 });
    expect(shown()).toMatchObject({ count: 231, breakdown: { sources: 230 } });
    const stored = JSON.stringify(await newsroom.ctx.db.select().from(sourceEmails));
    expect(stored).not.toContain("@");
  });

  test("a patron who joins in Stripe is counted once without waiting for a comparison", async () => {
    const from = await refreshListed(newsroom.ctx, null);
    const { results } = (await newsroom.control("join", { email: "patron7@readers.example" })) as {
      results: { subscription: string; session: string }[];
    };
    const [joined] = results;
    await readWelcome(newsroom.ctx, joined?.session ?? "");
    expect(shown()).toMatchObject({ count: 232, breakdown: { subscriptions: 2, sources: 230 } });
    const until = await refreshListed(newsroom.ctx, from);
    expect(until).toBeGreaterThan(from);
    expect(shown()).toMatchObject({ count: 231, breakdown: { subscriptions: 2, sources: 229 } });
    const { version } = shown() ?? {};
    await refreshListed(newsroom.ctx, until);
    expect(shown()?.version).toBe(version);
    await newsroom.ctx.stripe.subscriptions.cancel(joined?.subscription ?? "");
    await compare();
    expect(shown()).toMatchObject({ count: 231, breakdown: { subscriptions: 1, sources: 230 } });
  });

  test("a patron who joins in Stripe is counted once after the next comparison, and a lost member again", async () => {
    const { results } = (await newsroom.control("join", { email: "patron3@readers.example" })) as {
      results: { subscription: string }[];
    };
    await compare();
    expect(shown()).toMatchObject({ count: 231, breakdown: { subscriptions: 2, sources: 229 } });
    await newsroom.ctx.stripe.subscriptions.cancel(results[0]?.subscription ?? "");
    await compare();
    expect(shown()).toMatchObject({ count: 231, breakdown: { subscriptions: 1, sources: 230 } });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });

  test("somebody on two lists is counted by the first", async () => {
    const csv = list(5, ["other@readers.example"]);
    const effect = await recordSourceList(newsroom.ctx, {
      ...entry("Steady", null),
      emailHashes: hashesIn(csv),
    });
    expect(effect).toMatchObject({ people: 6, duplicates: 5, after: 1 });
  });

  test("of two people recording at once the second is told, and impossible entries are refused", async () => {
    const codes: unknown[] = [];
    const refused = async (work: Promise<unknown>) => {
      await work.catch((error) => codes.push(errorCode(error)));
    };
    await refused(recordSource(newsroom.ctx, { ...entry("Patreon", null), people: 1 }));
    await refused(recordSource(newsroom.ctx, { ...entry("Patreon", 99), people: 1 }));
    await refused(recordSource(newsroom.ctx, { ...entry("Cash", null), people: -1 }));
    await refused(recordSource(newsroom.ctx, { ...entry("Cash", null), reason: " ", people: 1 }));
    await refused(
      recordSource(newsroom.ctx, { ...entry("Cash", null), evidenceUrl: "javascript:alert(1)", people: 1 }),
    );
    const tomorrow = new Date(newsroom.ctx.clock.now().getTime() + 86_400_000);
    await refused(recordSource(newsroom.ctx, { ...entry("Cash", null), asOf: tomorrow, people: 1 }));
    expect(codes).toEqual([
      "conflict",
      "conflict",
      "invalid_input",
      "invalid_input",
      "invalid_input",
      "invalid_input",
    ]);
    expect((await listStaffSources(newsroom.ctx)).map(({ name }) => name)).not.toContain("Cash");
  });

  test("undoing brings back what was counted before, and keeps no address of what was undone", async () => {
    const revision = await revisionOf("Bank transfers");
    const newer = await recordSource(newsroom.ctx, { ...entry("Bank transfers", revision), people: 250 });
    const undo = async (recordId: number, name: string) =>
      undoSourceRecord(newsroom.ctx, { recordId, revision: (await revisionOf(name)) ?? 0, by: BY });
    expect(await undo(newer.recordId, "Bank transfers")).toMatchObject({ before: 250, after: 200 });
    await expect(undo(newer.recordId, "Bank transfers")).rejects.toThrow("undone already");
    const patreon = (await listStaffSources(newsroom.ctx)).find(({ name }) => name === "Patreon");
    expect(await undo(patreon?.records[0]?.id ?? 0, "Patreon")).toMatchObject({ after: 0 });
    expect(await newsroom.ctx.db.$count(sourceEmails)).toBe(6);
    await compare();
    expect(shown()?.breakdown).toEqual({ subscriptions: 1, gifts: 0, passes: 0, sources: 206 });
    expect((await verify(newsroom.ctx)).differences).toEqual([]);
  });
});
