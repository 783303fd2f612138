import { afterAll, beforeAll, expect, test } from "vitest";
import { readGhost } from "./fetch-ghost";
import { everythingIn, type LocalCms, openLocalCms } from "./testing/local-cms";
import { ghostPage } from "./testing/recorded";

let cms: LocalCms;
beforeAll(async () => {
  cms = await openLocalCms();
});
afterAll(() => cms.close());

type Post = Record<string, unknown>;
const post = (n: number, more: Post = {}): Post => {
  const [recorded] = (ghostPage(cms.host) as { posts: Post[] }).posts;
  return { ...recorded, id: `id-${n}`, ...more };
};

async function readAll() {
  const reading = readGhost(`http://${cms.host}`, "canary", { allowedHost: cms.host });
  return { ...(await everythingIn(reading)), isComplete: reading.isComplete() };
}

/** `broken` are the places of posts that make their page fail. */
function serve(posts: Post[], broken: number[] = []): void {
  cms.answer = ({ searchParams }, res) => {
    const [page, limit] = [Number(searchParams.get("page")), Number(searchParams.get("limit"))];
    const type = { "content-type": "application/json" };
    if (broken.some((place) => Math.ceil(place / limit) === page)) {
      res.writeHead(500, type).end(JSON.stringify({ errors: [{ message: "A card broke." }] }));
      return;
    }
    const list = posts.slice((page - 1) * limit, page * limit);
    const pagination = { page, limit, pages: Math.ceil(posts.length / limit), total: posts.length };
    res.writeHead(200, type).end(JSON.stringify({ posts: list, meta: { pagination } }));
  };
}

test("a post that breaks its page is told of, and all others come", async () => {
  const posts = Array.from({ length: 70 }, (_, index) => post(index + 1));
  serve(posts);
  expect(await readAll()).toMatchObject({ isComplete: true, articles: { length: 70 } });
  serve(posts, [12, 60]);
  const { articles, unreadable, isComplete } = await readAll();
  expect(articles).toHaveLength(68);
  expect(unreadable.map(({ id }) => id)).toEqual(["post 12 of the list", "post 60 of the list"]);
  expect(unreadable[0]?.unreadable).toContain("answers 500: A card broke.");
  expect(isComplete).toBe(false);
});

test("a post nested too deep is told of, and the next one comes", async () => {
  serve([post(1, { feature_image_caption: "<div>".repeat(6_000) }), post(2)]);
  const { articles, unreadable } = await readAll();
  expect(articles.map(({ id }) => id)).toEqual(["id-2"]);
  expect(unreadable).toEqual([{ id: "id-1", unreadable: "its HTML is nested too deep to be read" }]);
});

test.each([
  [401, JSON.stringify({ errors: [{ message: "Unknown Content API Key" }] }), "401: Unknown Content API Key"],
  [200, "<p>/ghost/?key=canary&x is not here", "what is no JSON: <p>/ghost/?key=…&x is not here"],
  [200, "{}", "no list of posts"],
])("an answer of %i %s is told of in its words, without the key", async (status, body, words) => {
  cms.answer = (_url, res) => res.writeHead(status, { "content-type": "application/json" }).end(body);
  const error = await readAll().catch((refused) => refused);
  expect(String(error)).toContain(words);
  expect(String(error)).not.toContain("canary");
});

test.each<[Post, object]>([
  [{ excerpt: "Hello, in the words of the body" }, { standfirst: "" }],
  [{ custom_excerpt: "In short", excerpt: "In short" }, { standfirst: "In short" }],
  [{ feature_image: "" }, { hero: null }],
  [{ feature_image: "/content/a.jpg" }, { hero: { url: "/content/a.jpg" } }],
  [
    { title: "Half \udc00", html: "a\0b" },
    { headline: "Half \ufffd", content: { html: "ab" } },
  ],
  [{ updated_at: "2026-11-20T10:00:40.000Z" }, { updatedAt: null }],
  [{ updated_at: "2026-11-21T10:00:00.000Z" }, { updatedAt: new Date("2026-11-21T10:00:00Z") }],
  [{ published_at: null }, { unreadable: "it has no date" }],
  [
    { published_at: "20260-01-01T00:00:00Z" },
    { unreadable: expect.stringContaining("“20260-01-01T00:00:00Z”") },
  ],
])("a post with %o", async (more, expected) => {
  serve([post(1, more)]);
  const { articles, unreadable } = await readAll();
  expect(articles[0] ?? unreadable[0]).toMatchObject(expected);
});
