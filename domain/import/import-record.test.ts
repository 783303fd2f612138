import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { articleImports } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { importArticles } from "./import-articles";
import { parseImportOrder } from "./import-order";
import { runImport } from "./run-import";
import { readingOf, sourceArticle } from "./testing/source-article";

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  let folder: string;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    folder = await mkdtemp(join(tmpdir(), "muster-record-"));
  });
  afterAll(async () => {
    await newsroom.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (name: string, body: string) =>
    writeFile(join(folder, name), `---\ntitle: ${name}\ndate: 2026-04-02\n---\n${body}\n`);
  async function run() {
    const order = parseImportOrder(["markdown", folder]);
    if (!order) throw new Error("not an order");
    await runImport(newsroom.ctx, order, { trigger: "schedule", print: () => {} });
    const [record] = await newsroom.ctx.db.select().from(articleImports);
    if (!record) throw new Error("no record");
    return record;
  }
  test("what was left out is kept for staff, for as long as it is", async () => {
    for (let n = 1; n <= 22; n++) await write(`${n}.md`, "Words.");
    expect(await run()).toMatchObject({ added: 22, lossy: 0, losses: [] });

    for (let n = 1; n <= 22; n++) await write(`${n}.md`, "![](ftp://news.example/a.png)");
    await run();
    const again = await run();
    expect(again).toMatchObject({ unchanged: 22, lossy: 22 });
    expect(again.losses).toHaveLength(20);
    expect(again.losses).toContain("“22.md”: picture (“ftp://news.example/a.png” is not allowed)");

    for (let n = 1; n <= 22; n++) await write(`${n}.md`, "Words again.");
    expect(await run()).toMatchObject({ lossy: 0, losses: [] });
  });

  test("what a database refuses is told in a line, and the record is closed", async () => {
    const nul = sourceArticle({ id: "nul", headline: "a\0b", content: { html: "<p>secret words</p>" } });
    const said: string[] = [];
    await importArticles(newsroom.ctx, readingOf([nul]), {
      ...{
        source: "x",
        locale: "en",
        canonical: "here",
        allowedHost: null,
        print: (line) => said.push(line),
      },
    });
    expect(said).toEqual([expect.stringMatching(/^failed: “a\0b”: the database refused it: [^\n]+$/)]);
    expect(said.join()).not.toMatch(/secret|insert into/);

    // More words than a search index of PostgreSQL takes.
    await write("long.md", Array.from({ length: 600 }, (_, n) => `${n}w`.padEnd(2_000, "x")).join(" "));
    await writeFile(join(folder, "nul.md"), `---\ntitle: "a\\0b \\ud83d"\ndate: 2026-04-02\n---\nWords.\n`);
    const record = await run();
    expect(record).toMatchObject({ added: 1, failed: 1, finishedAt: expect.any(Date) });
    expect(record.troubles).toEqual([expect.stringMatching(/^“long.md”.*the database refused it/)]);
  });
});

test("long work says how far it is, at most once a second", async () => {
  const newsroom = await openNewsroom("pglite");
  const said: string[] = [];
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const articles = Array.from({ length: 6 }, (_, n) => sourceArticle({ id: `s${n}` }));
    const reading = {
      ...readingOf([]),
      total: () => 1_200,
      articles: (async function* () {
        for (const article of articles) {
          vi.setSystemTime(Date.now() + 400);
          yield article;
        }
      })(),
    };
    const print = (line: string) => said.push(line);
    await importArticles(newsroom.ctx, reading, {
      ...{ source: "x", locale: "en", canonical: "here", allowedHost: null, print },
    });
  } finally {
    vi.useRealTimers();
    await newsroom.close();
  }
  expect(said.filter((line) => line.includes(" read"))).toEqual([
    "2 of 1,200 read: 2 added, 0 updated, 0 unchanged, 0 failed so far",
    "5 of 1,200 read: 5 added, 0 updated, 0 unchanged, 0 failed so far",
  ]);
});
