import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { readMovedAddress } from "@/domain/article/moved-article";
import { readArticle } from "@/domain/article/read-articles";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { importArticles } from "./import-articles";
import type { SourceReading } from "./imported";
import { readMarkdown } from "./read-markdown";
import { readingOf, sourceArticle } from "./testing/source-article";

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  let said: string[] = [];
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
  });
  afterAll(() => newsroom.close());

  function run(reading: SourceReading, source: string) {
    said = [];
    const print = (line: string) => said.push(line);
    const options = { source, locale: "en" as const, canonical: "here" as const, allowedHost: null, print };
    return importArticles(newsroom.ctx, reading, options);
  }
  const headlineAt = async (slug: string) =>
    (await readArticle(newsroom.ctx, { slug, locale: "en" }))?.headline;
  const movedFrom = async (slug: string) =>
    (await readMovedAddress(newsroom.ctx, { slug, locale: "en" }))?.slug;

  test("a Markdown file that is put into another folder keeps its address", async () => {
    const folder = await mkdtemp(join(tmpdir(), "muster-renamed-"));
    const text = "---\ntitle: The river\ndate: 2026-04-02\n---\nWords.\n";
    await writeFile(join(folder, "the-river.md"), text);
    await run(readMarkdown(folder), "markdown");
    await mkdir(join(folder, "2026"));
    await rename(join(folder, "the-river.md"), join(folder, "2026/the-river.md"));
    expect(await run(readMarkdown(folder), "markdown")).toMatchObject({ added: 1, removed: 1 });
    expect(await headlineAt("the-river")).toBe("The river");
    expect(await headlineAt("the-river-2")).toBeUndefined();
    expect(said).toContain(
      "removed: the-river.md, which its source no longer has; 2026/the-river.md has its address now",
    );
    await rm(folder, { recursive: true });
  });

  test("a post that is deleted and written anew gets the address and those that led to it", async () => {
    const posts = (...given: [id: string, slug: string][]) =>
      run(
        readingOf(given.map(([id, slug]) => sourceArticle({ id, slug, headline: `Post ${id}` }))),
        "wordpress",
      );
    await posts(["1", "spring"], ["2", "other"]);
    await posts(["1", "river-in-spring"], ["2", "other"]);
    await posts(["3", "river-in-spring"], ["4", "other"], ["5", "other"]);
    expect(await headlineAt("river-in-spring")).toBe("Post 3");
    expect(await movedFrom("spring")).toBe("river-in-spring");
    expect(await headlineAt("other")).toBe("Post 4");
    expect(await headlineAt("other-3")).toBe("Post 5");

    await posts(["3", "river"], ["4", "other"], ["5", "other"]);
    await posts(["6", "river-in-spring"], ["4", "other"], ["5", "other"]);
    expect(await headlineAt("river-in-spring"), "an address of one that moved before it was deleted").toBe(
      "Post 6",
    );
    for (const old of ["spring", "river"]) expect(await movedFrom(old)).toBe("river-in-spring");
  });

  test("an address goes to nobody who was here before, and to nobody of another source", async () => {
    const first = sourceArticle({ id: "1", slug: "flood" });
    const second = sourceArticle({ id: "2", slug: "flood", headline: "Second" });
    await run(readingOf([first, second]), "ghost");
    await run(readingOf([second]), "ghost");
    expect(await headlineAt("flood")).toBeUndefined();
    expect(await headlineAt("flood-2")).toBe("Second");

    await run(readingOf([first, sourceArticle({ id: "3", slug: "tide" })]), "ghost");
    await run(readingOf([sourceArticle({ id: "9", slug: "flood", headline: "Elsewhere" })]), "rss");
    expect(await headlineAt("flood")).toBe("Story 1");
    expect(await headlineAt("flood-2")).toBe("Elsewhere");
  });
});
