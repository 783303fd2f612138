import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { importedArticles } from "@/db/schema";
import { readArticle } from "@/domain/article/read-articles";
import { readContentRevision } from "@/domain/content-revision";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { importArticles } from "./import-articles";
import type { SourceArticle } from "./imported";
import { readingOf, sourceArticle } from "./testing/source-article";

let newsroom: Newsroom;
let host: string;
let server: Server;
let photo: Buffer;
/** What the server answers for each path; its pictures otherwise. */
const broken = new Map<string, { status: number; type: string; body?: string }>();
const asked: string[] = [];

beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: "teal" } })
    .jpeg()
    .toBuffer();
  server = createServer((req, res) => {
    const path = req.url ?? "";
    asked.push(path);
    const { status, type, body } = { status: 200, type: "image/jpeg", body: photo, ...broken.get(path) };
    res.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await newsroom.close();
});
beforeEach(() => {
  broken.clear();
  asked.length = 0;
});

function run(source: string, ...articles: SourceArticle[]) {
  const print = () => {};
  const options = { source, locale: "en" as const, canonical: "here" as const, allowedHost: host, print };
  return importArticles(newsroom.ctx, readingOf(articles), options);
}

function withPictures(id: string, ...paths: string[]): SourceArticle {
  const html = `<p>Words.</p>${paths.map((path) => `<img src="http://${host}${path}">`).join("")}`;
  return sourceArticle({ id, content: { html } });
}

const typesIn = async (slug: string) =>
  (await readArticle(newsroom.ctx, { slug, locale: "en" }))?.body.map((block) => block.type);
const leftOutOf = async (id: string) =>
  (await newsroom.ctx.db.select().from(importedArticles).where(eq(importedArticles.sourceId, id)))[0]
    ?.leftOut;

test.each([500, 404, 429])("a picture that answers %s comes with the next import", async (status) => {
  const id = `after-${status}`;
  const article = withPictures(id, `/${id}-good.jpg`, `/${id}.jpg`);
  broken.set(`/${id}.jpg`, { status, type: "text/html" });
  expect(await run(id, article)).toMatchObject({ added: 1 });
  expect(await typesIn(id)).toEqual(["paragraph", "figure"]);
  expect(await leftOutOf(id)).toContain(`answers ${status}`);

  const revision = await readContentRevision(newsroom.ctx);
  asked.length = 0;
  expect(await run(id, article)).toMatchObject({ updated: 0, unchanged: 1 });
  expect(await readContentRevision(newsroom.ctx)).toBe(revision);
  expect(asked, "the one that is held is not asked for again").toEqual([`/${id}.jpg`]);

  broken.clear();
  expect(await run(id, article)).toMatchObject({ updated: 1 });
  expect(await typesIn(id)).toEqual(["paragraph", "figure", "figure"]);
  expect(await leftOutOf(id)).toBeNull();
  asked.length = 0;
  expect(await run(id, article)).toMatchObject({ unchanged: 1 });
  expect(asked).toEqual([]);
});

test.each([
  ["of a wrong type", { status: 200, type: "text/html", body: "<p>Gone</p>" }],
  [
    "of a format that is not taken",
    { status: 200, type: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg'/>" },
  ],
  ["that is none", { status: 200, type: "image/jpeg", body: "not a picture" }],
])("a picture %s is not asked for again", async (name, answer) => {
  const article = withPictures(name, "/bad.jpg");
  broken.set("/bad.jpg", answer);
  expect(await run(name, article)).toMatchObject({ added: 1 });
  asked.length = 0;
  expect(await run(name, article)).toMatchObject({ unchanged: 1 });
  expect(asked).toEqual([]);
});

test("a host that is silent three times on end is not waited for again in this import", async () => {
  const dead = "127.0.0.1:9";
  const html = [1, 2, 3, 4, 5].map((n) => `<img src="http://${dead}/${n}.jpg">`).join("");
  const options = { source: "dead", locale: "en" as const, canonical: "here" as const, allowedHost: dead };
  const article = sourceArticle({ id: "dead", content: { html } });
  await importArticles(newsroom.ctx, readingOf([article]), { ...options, print: () => {} });
  expect(await leftOutOf("dead")).toContain(
    `2 × picture (${dead} did not answer 3 times on end; it is asked again by the next import.)`,
  );
});

test("what will never come ends the waiting", async () => {
  const article = withPictures("ended", "/ended.jpg");
  broken.set("/ended.jpg", { status: 500, type: "text/html" });
  await run("ended", article);
  broken.set("/ended.jpg", { status: 200, type: "text/html" });
  expect(await run("ended", article)).toMatchObject({ unchanged: 1 });
  asked.length = 0;
  expect(await run("ended", article)).toMatchObject({ unchanged: 1 });
  expect(asked).toEqual([]);
});

test("what a film's host tells comes with the next import", async () => {
  const film = sourceArticle({ id: "film", content: { html: "<p>https://vimeo.com/76979871</p>" } });
  const read = (lookUp: () => Promise<{ title: string; still: null; durationSeconds: number }>) =>
    importArticles(newsroom.ctx, readingOf([film]), {
      ...{ source: "film", locale: "en", canonical: "here", allowedHost: host, print: () => {}, lookUp },
    });
  await read(() => Promise.reject(new Error("it does not answer")));
  expect(await read(async () => ({ title: "The river", still: null, durationSeconds: 60 }))).toMatchObject({
    updated: 1,
  });
  expect((await readArticle(newsroom.ctx, { slug: "film", locale: "en" }))?.body).toMatchObject([
    { type: "video", title: "The river", durationSeconds: 60 },
  ]);
});

test("a source elsewhere names no file of this machine", async () => {
  const hero = { url: "file:///etc/hostname", alt: "" };
  await run(
    "files",
    sourceArticle({ id: "files", hero, content: { html: `<img src="file:///etc/hostname">` } }),
  );
  expect(await leftOutOf("files")).toBe(
    "picture (“file:///etc/hostname” is not allowed), picture (its address names a file)",
  );
});
