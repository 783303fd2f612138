import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readWordPress } from "./fetch-wordpress";
import { everythingIn, type LocalCms, openLocalCms } from "./testing/local-cms";
import { wordPressPost } from "./testing/recorded";

type Post = Record<string, unknown>;
type Fault = { status: number; body: string; headers?: Record<string, string>; times?: number };

let cms: LocalCms;
let posts: Post[] = [];
let hasTotals = true;
let waits: number[] = [];
let asked: string[] = [];
/** Answers in place of a page, by `page/per_page`. */
let faults: Record<string, Fault> = {};

beforeAll(async () => {
  cms = await openLocalCms();
});
afterAll(() => cms.close());
beforeEach(() => {
  [posts, hasTotals, waits, asked, faults] = [[], true, [], [], {}];
  cms.answer = ({ searchParams }, res) => {
    const [page, per] = [Number(searchParams.get("page")), Number(searchParams.get("per_page"))];
    const place = `${page}/${per}`;
    asked.push(place);
    const fault = faults[place] ?? faults.all;
    if (fault && (fault.times === undefined || fault.times-- > 0)) {
      const type = { "content-type": "application/json; charset=UTF-8" };
      res.writeHead(fault.status, { ...type, ...fault.headers }).end(fault.body);
      return;
    }
    const type = { "content-type": "application/json" };
    const list = posts.slice((page - 1) * per, page * per);
    if (list.length === 0 && page > 1) {
      const code = "rest_post_invalid_page_number";
      res.writeHead(400, type).end(JSON.stringify({ code, message: "Too far.", data: { status: 400 } }));
      return;
    }
    const pages = Math.ceil(posts.length / per);
    const totals = { "x-wp-total": String(posts.length), "x-wp-totalpages": String(pages) };
    res.writeHead(200, { ...type, ...(hasTotals ? totals : {}) }).end(JSON.stringify(list));
  };
});

const post = (n: number, more: Post = {}): Post => ({ ...wordPressPost(cms.host, n), ...more });
const many = (count: number) => Array.from({ length: count }, (_, index) => post(index + 1));
const critical = JSON.stringify({ code: "critical", message: "A plug-in broke." });

async function readAll() {
  const wait = async (ms: number) => waits.push(ms);
  const reading = readWordPress(`http://${cms.host}/`, { allowedHost: cms.host, wait });
  return { ...(await everythingIn(reading)), isComplete: reading.isComplete(), total: reading.total?.() };
}

async function readOnly(more: Post) {
  posts = [post(1, more)];
  const { articles, unreadable } = await readAll();
  return articles[0] ?? unreadable[0];
}

const embedded = (more: object) => ({
  _embedded: { ...(wordPressPost(cms.host, 1) as { _embedded: object })._embedded, ...more },
});

test("a post nested too deep to be read is told of, and those after it come", async () => {
  posts = [post(1), post(2, { content: { rendered: "<div>".repeat(6_000) } }), post(3)];
  const { articles, unreadable } = await readAll();
  expect(articles.map(({ id }) => id)).toEqual(["1", "3"]);
  expect(unreadable).toEqual([{ id: "2", unreadable: "its HTML is nested too deep to be read" }]);
});

describe("a page that cannot be had", () => {
  test.each([
    ["a 500", { status: 500, body: critical }, "answers 500: A plug-in broke."],
    [
      "no JSON",
      { status: 200, body: "<b>Warning</b>: foreach()\n[]" },
      "no JSON: <b>Warning</b>: foreach() []",
    ],
  ])("with %s is read post by post", async (_what, fault, words) => {
    posts = many(120);
    faults = { "2/50": fault, "73/1": fault };
    const { articles, unreadable, isComplete } = await readAll();
    expect(articles).toHaveLength(119);
    expect(unreadable.map(({ id }) => id)).toEqual(["post 73 of the list"]);
    expect(unreadable[0]?.unreadable).toContain(words);
    expect(isComplete).toBe(false);
  });

  test("lets no deletion follow, even when each of its posts could be", async () => {
    posts = many(60);
    faults = { "2/50": { status: 500, body: critical } };
    expect(await readAll()).toMatchObject({ articles: { length: 60 }, unreadable: [], isComplete: false });
  });

  test("among many ends the reading with the CMS's own words", async () => {
    faults = { all: { status: 500, body: critical } };
    await expect(readAll()).rejects.toThrow(`http://${cms.host}/ (page 1) answers 500: A plug-in broke.`);
    expect(asked).toHaveLength(6);
  });

  test.each([
    [
      "refused",
      401,
      JSON.stringify({ code: "rest_no", message: "Only for members." }),
      "401: Only for members.",
    ],
    ["refused with a 200", 200, JSON.stringify({ code: "rest_no", message: "Off." }), "200: Off."],
    ["something else", 200, "{}", "(page 1) with what is no list of posts"],
  ])("because it is %s ends the reading at once", async (_what, status, body, words) => {
    faults = { all: { status, body } };
    await expect(readAll()).rejects.toThrow(words);
    expect(asked).toHaveLength(1);
  });
});

test.each([
  [429, { "retry-after": "7" }, 7_000],
  [503, { "retry-after": "86400" }, 60_000],
  [503, { date: "Fri, 20 Nov 2026 10:00:00 GMT", "retry-after": "Fri, 20 Nov 2026 10:00:09 GMT" }, 9_000],
  [429, {}, 5_000],
])("a %i with %o is asked again after %i ms", async (status, headers, ms) => {
  posts = many(2);
  faults = { "1/50": { status, body: "", headers, times: 2 } };
  expect(await readAll()).toMatchObject({ isComplete: true, total: 2, unreadable: [] });
  expect(waits).toEqual([ms, ms]);
});

test.each([
  [30, true, true],
  [120, true, true],
  [30, false, true],
  [50, false, true],
  [120, false, false],
])(
  "of %i posts, with totals: %s, all come; whether deletions may follow: %s",
  async (count, totals, isComplete) => {
    posts = many(count);
    hasTotals = totals;
    const read = await readAll();
    expect(read.articles).toHaveLength(count);
    expect(read.isComplete).toBe(isComplete);
  },
);

test("a list without totals that never ends is noticed", async () => {
  faults = { all: { status: 200, body: JSON.stringify([post(1)]) } };
  await expect(readAll()).rejects.toThrow("page 2 of the list is page 1 again");
});

test("a byte order mark before the JSON does no harm", async () => {
  faults = {
    all: { status: 200, body: `\ufeff${JSON.stringify([post(1)])}`, headers: { "x-wp-totalpages": "1" } },
  };
  expect((await readAll()).articles).toHaveLength(1);
});

const category = (name: string, slug: string) => ({ name, slug, taxonomy: "category" });

test.each<[string, () => Post, object]>([
  ["no picture", () => embedded({ "wp:featuredmedia": [{ source_url: "" }] }), { hero: null }],
  [
    "a relative picture",
    () => embedded({ "wp:featuredmedia": [{ source_url: "/a.jpg" }] }),
    { hero: { url: "/a.jpg" } },
  ],
  [
    "a picture that is not public",
    () => embedded({ "wp:featuredmedia": [{ code: "rest_forbidden" }] }),
    { hero: null },
  ],
  [
    "terms that are not public",
    () => embedded({ "wp:term": [{ code: "rest_forbidden" }] }),
    { section: null, tags: [] },
  ],
  ["half a character", () => ({ title: { rendered: "River \ud83d" } }), { headline: "River \ufffd" }],
  ["a zero byte", () => ({ content: { rendered: "<p>a\0b</p>" } }), { content: { html: "<p>ab</p>" } }],
  [
    "an entity in a name",
    () => embedded({ author: [{ name: "Anna &amp; Ben" }] }),
    { authors: ["Anna & Ben"] },
  ],
  ["no title", () => ({ title: { rendered: "" } }), { unreadable: "it has no title" }],
  [
    "an impossible date",
    () => ({ date_gmt: "20260-11-20T10:00:00" }),
    { unreadable: expect.stringContaining("“20260-11-20T10:00:00”") },
  ],
  ["a change before its publication", () => ({ modified_gmt: "2026-11-19T10:00:00" }), { updatedAt: null }],
  ["a change within minutes", () => ({ modified_gmt: "2026-11-20T10:04:00" }), { updatedAt: null }],
  [
    "a change",
    () => ({ modified_gmt: "2026-11-20T10:05:00" }),
    { updatedAt: new Date("2026-11-20T10:05:00Z") },
  ],
  [
    "more than one category",
    () =>
      embedded({
        "wp:term": [
          [category("City", "city"), category("Rivers", "r"), category("Spring", "s")],
          [{ name: "Rivers", taxonomy: "post_tag" }],
        ],
      }),
    { section: "City", tags: ["Rivers", "Spring"] },
  ],
  [
    "the default category in Ukrainian",
    () =>
      embedded({
        "wp:term": [[category("Без категорії", encodeURIComponent("без-категорії").toLowerCase())]],
      }),
    { section: null },
  ],
])("a post with %s", async (_what, more, expected) => {
  expect(await readOnly(more())).toMatchObject(expected);
});

const BODY = "<h2>Spring</h2><p>Body 13 starts here and goes on for a while, as bodies do.</p>";
test.each([
  ["Body 13 starts here and goes [&hellip;]", ""],
  ['Spring Body 13 starts … <a class="more-link" href="x">Continue reading <span>“WP 13”</span></a>', ""],
  ["Body 13 starts here and goes on for a while, as bodies … Continue reading “WP 13”", ""],
  ["The river… and what became of it", "The river… and what became of it"],
  ['What the river did … <a class="more-link" href="x">Read</a>', "What the river did"],
  ["Body language", "Body language"],
])("of the excerpt %j the standfirst is %j", async (excerpt, standfirst) => {
  const more = { excerpt: { rendered: `<p>${excerpt}</p>` }, content: { rendered: BODY } };
  expect(await readOnly(more)).toMatchObject({ standfirst });
});
