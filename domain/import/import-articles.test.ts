import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { articles, media } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { findArticle, readFirstAddresses, readMovedAddress } from "@/domain/article/moved-article";
import { readArticle } from "@/domain/article/read-articles";
import { readContentRevision } from "@/domain/content-revision";
import { readPicture } from "@/domain/media/read-picture";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { readFeed } from "./fetch-feed";
import { readGhost } from "./fetch-ghost";
import { readWordPress } from "./fetch-wordpress";
import { type ImportOutcome, importArticles } from "./import-articles";
import type { SourceReading } from "./imported";
import { readMarkdown } from "./read-markdown";
import { atomFeed, ghostPage, rssFeed, wordPressPost } from "./testing/recorded";

const paint = (background: string) =>
  sharp({ create: { width: 2_000, height: 1_000, channels: 3, background } })
    .jpeg()
    .toBuffer();

describe.each(ENGINES)("on %s", (engine) => {
  let newsroom: Newsroom;
  let cms: Server;
  let host: string;
  let folder: string;
  let posts: object[] = [];
  let photo = Buffer.alloc(0);
  let photosAsked = 0;
  /** Posts that the CMS has and did not list: one before them was deleted while its pages were read. */
  let hidden = 0;
  let said: string[] = [];

  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    folder = await mkdtemp(join(tmpdir(), "muster-import-"));
    photo = await paint("teal");
    cms = createServer((req, res) => {
      const path = req.url ?? "";
      const send = (type: string, body: string | Buffer, more = {}) =>
        res.writeHead(200, { "content-type": type, ...more }).end(body);
      if (path.endsWith(".jpg")) {
        photosAsked++;
        const etag = `"${createHash("sha1").update(photo).digest("hex")}"`;
        if (req.headers["if-none-match"] === etag) res.writeHead(304, { etag }).end();
        else if (photo.length === 0) res.writeHead(500).end();
        else send("image/jpeg", photo, { etag });
      } else if (path.endsWith(".svg")) send("image/svg+xml", "<svg onload='alert(1)'/>");
      else if (path.includes("/wp/v2/posts"))
        send("application/json", JSON.stringify(posts), {
          "x-wp-totalpages": "1",
          "x-wp-total": String(posts.length + hidden),
        });
      else if (path.startsWith("/ghost/")) send("application/json", JSON.stringify(ghostPage(host)));
      else if (path === "/rss") send("application/rss+xml", rssFeed(host));
      else if (path === "/atom") send("application/atom+xml", atomFeed(host));
      else res.writeHead(404).end();
    });
    await new Promise<void>((resolve) => cms.listen(0, "127.0.0.1", resolve));
    host = `127.0.0.1:${(cms.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    cms.close();
    await newsroom.close();
    await rm(folder, { recursive: true, force: true });
  });

  function run(
    reading: SourceReading,
    kind: string,
    canonical: "source" | "here" = "here",
  ): Promise<ImportOutcome> {
    said = [];
    return importArticles(newsroom.ctx, reading, {
      source: `${kind} ${host}`,
      locale: "en",
      canonical,
      allowedHost: host,
      print: (line) => said.push(line),
    });
  }
  const wordPress = (canonical?: "source") =>
    run(readWordPress(`http://${host}`, { allowedHost: host }), "wordpress", canonical);
  const importPosts = (given: object[]) => {
    posts = given;
    return wordPress("source");
  };
  const read = (slug: string) => readArticle(newsroom.ctx, { slug, locale: "en" });

  test("a WordPress comes whole, and one bad post does not stop the rest", async () => {
    posts = [wordPressPost(host, 1), { id: 2, title: "no object" }, wordPressPost(host, 3)];
    expect(await wordPress("source")).toEqual({ added: 2, updated: 0, unchanged: 0, removed: 0, failed: 1 });
    expect(await read("story-1")).toMatchObject({
      headline: "Story & 1",
      standfirst: "In short.",
      section: { slug: "city", name: "City" },
      authors: [{ name: "Олена Коваль", slug: "olena-koval" }],
      tags: ["Rivers"],
      canonicalUrl: `http://${host}/2026/story-1/`,
      hero: { width: 1_600, height: 800, alt: "The river", caption: "At dawn" },
      body: [
        { type: "paragraph", content: [{ text: "Body of 1." }] },
        { type: "figure", picture: { width: 1_600, height: 800, caption: "Again" } },
      ],
    });
    expect(said.join("\n")).toMatch(/failed: 2: /);
    expect(said.join("\n")).toContain("left out: <script>");
    expect(said.join("\n")).toContain("picture (");
  });

  test("a picture is stored once, in both formats, without what its file carried", async () => {
    const rows = await newsroom.ctx.db.select().from(media);
    expect(rows).toHaveLength(2);
    const id = rows[0]?.id ?? "";
    const picture = await readPicture(newsroom.ctx, id, null);
    expect((await sharp(picture?.avif).metadata()).format).toBe("heif");
    const webp = await sharp(picture?.webp).metadata();
    expect(webp).toMatchObject({ format: "webp", width: 1_600 });
    expect(webp.exif).toBeUndefined();
    const article = await read("story-1");
    expect(article?.hero?.widths).toEqual([400, 800, 1_200]);
    const narrow = await readPicture(newsroom.ctx, id, 400);
    expect(await sharp(narrow?.avif).metadata()).toMatchObject({ format: "heif", width: 400, height: 200 });
    expect(await readPicture(newsroom.ctx, id, 401)).toBeNull();
  });

  test("again, nothing is touched; changes and deletions follow", async () => {
    const revision = await readContentRevision(newsroom.ctx);
    posts = [wordPressPost(host, 1), wordPressPost(host, 3)];
    expect(await wordPress("source")).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect(await readContentRevision(newsroom.ctx)).toBe(revision);

    posts = [{ ...wordPressPost(host, 1), title: { rendered: "New headline" } }];
    expect(await wordPress("source")).toMatchObject({ updated: 1, removed: 1 });
    expect((await read("story-1"))?.headline).toBe("New headline");
    expect(await read("story-3")).toBeNull();
    expect(await readContentRevision(newsroom.ctx)).toBeGreaterThan(revision);
  });

  test("a picture that became another one at its old address follows within a day, and is asked for no oftener", async () => {
    const { clock, db } = newsroom.ctx;
    const young = () => {
      posts = [{ ...wordPressPost(host, 1), modified_gmt: clock.now().toISOString().slice(0, 19) }];
    };
    const shown = async () => (await read("story-1"))?.hero?.src;
    const isThere = async (src?: string) =>
      readPicture(newsroom.ctx, src?.replace("/media/", "") ?? "", null);
    young();
    await wordPress("source");
    const before = await shown();
    photosAsked = 0;
    photo = await paint("crimson");
    expect(await wordPress("source")).toMatchObject({ unchanged: 1 });
    expect(photosAsked).toBe(0);

    await newsroom.advance(86_400);
    expect(await wordPress("source")).toMatchObject({ updated: 1 });
    expect(await shown()).not.toBe(before);
    expect(await isThere(before)).not.toBeNull();
    expect(await isThere(await shown())).not.toBeNull();

    const asked = photosAsked;
    await newsroom.advance(86_400);
    expect(await wordPress("source")).toMatchObject({ unchanged: 1 });
    expect(photosAsked).toBe(asked + 2);

    const crimson = await shown();
    photo = Buffer.alloc(0);
    young();
    expect(await wordPress("source")).toMatchObject({ updated: 1 });
    expect(await shown()).toBe(crimson);
    photo = await paint("teal");
    expect(await db.select().from(media)).toHaveLength(4);
  });

  test("a source that answers nothing at all removes nothing", async () => {
    posts = [];
    expect(await wordPress("source")).toMatchObject({ removed: 0 });
    expect(await read("story-1")).not.toBeNull();
  });

  test("a list that became shorter while it was read removes nothing", async () => {
    posts = [wordPressPost(host, 4)];
    hidden = 1;
    expect(await wordPress("source")).toMatchObject({ added: 1, removed: 0 });
    hidden = 0;
    posts.push(wordPressPost(host, 1));
    expect(await wordPress("source")).toMatchObject({ failed: 0, removed: 0 });
  });

  test("a WordPress post has a slug in any alphabet, no standfirst made of its text, and no password", async () => {
    const slug = encodeURIComponent("річка навесні").toLowerCase();
    await importPosts([
      { ...wordPressPost(host, 1) },
      { ...wordPressPost(host, 4), slug, excerpt: { rendered: "<p>Body of 4 [&hellip;]</p>" } },
      { ...wordPressPost(host, 6), excerpt: { rendered: "<p>Body of 6.</p>" } },
      { ...wordPressPost(host, 5), content: { rendered: "", protected: true } },
    ]);
    expect((await read("richka-navesni"))?.standfirst).toBe("");
    expect((await read("story-6"))?.standfirst).toBe("");
    expect(await read("story-5")).toBeNull();
    await importPosts([wordPressPost(host, 1)]);
  });

  test("two articles that wish for one address get one each", async () => {
    posts = [wordPressPost(host, 1), { ...wordPressPost(host, 9), slug: "story-1" }];
    expect(await wordPress("source")).toMatchObject({ added: 1 });
    expect((await read("story-1-2"))?.headline).toBe("Story & 9");
  });

  test("an article moves with its slug, and every address it had leads to it, to no other", async () => {
    const renamed = (slug: string) => importPosts([{ ...wordPressPost(host, 1), slug }]);
    const movedFrom = (slug: string) => readMovedAddress(newsroom.ctx, { slug, locale: "en" });
    await renamed("river");
    await renamed("river-in-spring");
    expect((await read("river-in-spring"))?.headline).toBe("Story & 1");
    for (const old of ["story-1", "river"]) {
      expect(await read(old)).toBeNull();
      expect(await movedFrom(old)).toEqual({ slug: "river-in-spring", locale: "en" });
    }
    const first = await readFirstAddresses(newsroom.ctx, { slugs: ["river-in-spring"], locale: "en" });
    expect(first.get("river-in-spring")?.slug).toBe("story-1");

    await importPosts([
      { ...wordPressPost(host, 1), slug: "river" },
      { ...wordPressPost(host, 9), slug: "river-in-spring" },
    ]);
    expect((await read("river"))?.headline).toBe("Story & 1");
    expect(await movedFrom("river")).toBeNull();
    expect(await movedFrom("river-in-spring")).toEqual({ slug: "river", locale: "en" });
    expect((await read("river-in-spring-2"))?.headline).toBe("Story & 9");
    expect((await findArticle(newsroom.ctx, { slug: "story-1", locale: "en" }))?.slug).toBe("river");
  });

  test("a Ghost comes through its Content API", async () => {
    const reading = readGhost(`http://${host}`, "a content key", { allowedHost: host });
    expect(await run(reading, "ghost")).toMatchObject({ added: 1, failed: 0 });
    expect(await read("from-ghost")).toMatchObject({
      headline: "From Ghost",
      section: { slug: "news" },
      tags: ["Rivers"],
      canonicalUrl: null,
    });
    expect(said.join("\n")).not.toContain("a content key");
  });

  test("RSS and Atom bring what they list, and what they no longer list stays", async () => {
    expect(await run(readFeed(`http://${host}/rss`, { allowedHost: host }), "rss")).toMatchObject({
      added: 1,
      failed: 1,
    });
    expect(await run(readFeed(`http://${host}/atom`, { allowedHost: host }), "rss")).toMatchObject({
      added: 1,
      removed: 0,
    });
    expect(await read("from-rss")).toMatchObject({ headline: "From RSS", authors: [{ name: "Ann" }] });
    expect(await read("from-atom")).toMatchObject({ headline: "From & Atom" });
  });

  test("a folder of Markdown comes with its front matter; drafts do not, and HTML in it is reduced", async () => {
    await mkdir(join(folder, "2026"));
    const front =
      "---\ntitle: Про річку\ndate: 2026-11-01\nauthor: Ann\nlanguage: uk\nslug: Річка навесні\n---\n";
    await writeFile(
      join(folder, "2026/river.md"),
      `${front}Some *words*.\n\n<div>Kept <b>words</b>.<script>alert(1)</script></div>\n`,
    );
    await writeFile(join(folder, "draft.md"), "---\ntitle: D\ndate: 2026-11-01\ndraft: true\n---\nx");
    await writeFile(join(folder, "broken.md"), "no front matter");
    expect(await run(readMarkdown(folder), "markdown")).toMatchObject({ added: 1, failed: 1 });
    const article = await readArticle(newsroom.ctx, { slug: "richka-navesni", locale: "uk" });
    expect(article?.body).toEqual([
      { type: "paragraph", content: [{ text: "Some " }, { text: "words", italic: true }, { text: "." }] },
      { type: "paragraph", content: [{ text: "Kept " }, { text: "words", bold: true }, { text: "." }] },
    ]);
    expect(said).toContain("added: “Про річку”; left out: <script>");
    await rm(join(folder, "2026/river.md"));
    expect(await run(readMarkdown(folder), "markdown")).toMatchObject({ removed: 1 });
    expect((await newsroom.ctx.db.select().from(articles)).some(({ locale }) => locale === "uk")).toBe(false);
  });
});
