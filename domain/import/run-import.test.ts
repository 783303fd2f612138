import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { articleImports, leases } from "@/db/schema";
import type { Ctx } from "@/domain/context";
import { lookAtFailures } from "@/domain/notify/look-at-failures";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { parseImportOrder } from "./import-order";
import { importWhenDue } from "./import-when-due";
import { runImport } from "./run-import";

let newsroom: Newsroom;
let ctx: Ctx;
let folder: string;
const on = new AbortController().signal;
const story = (title: string) => `---\ntitle: ${title}\ndate: 2026-04-02\n---\nWords.\n`;

beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  folder = await mkdtemp(join(tmpdir(), "muster-schedule-"));
  const orders = [`markdown ${folder}/nowhere`, `markdown ${folder}`].flatMap(
    (line) => parseImportOrder(line.split(" ")) ?? [],
  );
  ctx = { ...newsroom.ctx, settings: { ...newsroom.ctx.settings, schedule: { orders, everyMinutes: 15 } } };
  await writeFile(join(folder, "good.md"), story("Good"));
  await writeFile(join(folder, "bad.md"), "no front matter");
});
afterAll(async () => {
  await newsroom.close();
  await rm(folder, { recursive: true, force: true });
});

const lastOf = async (source: string) =>
  (await ctx.db.select().from(articleImports)).find((row) => row.source === source);

test("the schedule imports each source when it is due; one that cannot be read stops no other", async () => {
  await importWhenDue(ctx, on);
  expect(await lastOf(`markdown ${folder}`)).toMatchObject({
    trigger: "schedule",
    added: 1,
    failed: 1,
    troubles: [expect.stringMatching(/^bad\.md: .*front matter/)],
    error: null,
  });
  expect((await lastOf(`markdown ${folder}/nowhere`))?.error).toContain("nowhere");

  await importWhenDue(ctx, on);
  expect((await lastOf(`markdown ${folder}`))?.added, "not due yet").toBe(1);
  await newsroom.advance(15 * 60);
  await importWhenDue(ctx, on);
  expect(await lastOf(`markdown ${folder}`)).toMatchObject({ added: 0, unchanged: 1 });
});

test("staff are told what could not be imported", async () => {
  const told = (await lookAtFailures(ctx)).find((each) => each.subject.startsWith("articles:"));
  expect(told?.lines).toEqual(
    expect.arrayContaining([expect.stringContaining("nowhere"), expect.stringMatching(/1 article failed$/)]),
  );
});

test("while another instance is at a source, the schedule leaves it alone", async () => {
  const name = `import markdown ${folder}`;
  const until = new Date(Date.now() + 60_000);
  await ctx.db.insert(leases).values({ name, holder: randomUUID(), until });
  await newsroom.advance(15 * 60);
  const before = await lastOf(`markdown ${folder}`);
  await importWhenDue(ctx, on);
  expect(await lastOf(`markdown ${folder}`)).toEqual(before);
  await ctx.db.delete(leases);
});

test("a stop ends it where it is, says so and removes nothing", async () => {
  const order = parseImportOrder(["markdown", folder]);
  if (!order) throw new Error("not an order");
  const stop = new AbortController();
  stop.abort();
  await writeFile(join(folder, "new.md"), story("New"));
  const run = runImport(ctx, order, { trigger: "command", print: () => {}, signal: stop.signal });
  await expect(run).rejects.toThrow("was stopped");
  expect((await lastOf(`markdown ${folder}`))?.error).toContain("was stopped");
  const whole = await runImport(ctx, order, { trigger: "command", print: () => {} });
  expect(whole).toMatchObject({ added: 1, unchanged: 1, removed: 0 });
});

test.each([
  ["wordpress https://news.example --language uk", true],
  ["ghost https://news.example --key abc --canonical source", true],
  ["ghost https://news.example", false],
  ["rss https://news.example --key abc", false],
  ["rss", false],
  ["gopher https://news.example", false],
  ["rss https://news.example extra", false],
  ["rss https://news.example --language fr", false],
  ["rss https://news.example --nonsense", false],
])("%s: an order %j", (line, isOrder) => {
  expect(parseImportOrder(line.split(" ")) !== null).toBe(isOrder);
});
