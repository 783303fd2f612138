import { describe, expect, test } from "vitest";
import { rssArticle } from "./feed-rss";
import { htmlToBlocks } from "./html-to-blocks";
import { parseFeed } from "./parse-feed";

const SITE = "https://news.example";
const SPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"';

interface Parts {
  title?: string;
  link?: string;
  date?: string;
  description?: string;
  full?: string;
  more?: string;
  base?: string;
}

async function read(parts: Parts) {
  const { title = "River", link = `${SITE}/2026/river/`, date = "Fri, 20 Nov 2026 10:00:00 GMT" } = parts;
  const { description = "", full, more = "", base } = parts;
  const { format, feed } =
    await parseFeed(`<rss version="2.0" ${SPACES} ${base ? `xml:base="${base}"` : ""}><channel><title>News</title>
<item><guid isPermaLink="false">1</guid><title>${title}</title><link>${link}</link><pubDate>${date}</pubDate>
<description><![CDATA[${description}]]></description>${full === undefined ? "" : `<content:encoded><![CDATA[${full}]]></content:encoded>`}${more}</item></channel></rss>`);
  const item = format === "rss" ? feed.items?.[0] : undefined;
  if (format !== "rss" || !item) throw new Error("no item");
  return rssArticle(item, feed, `${SITE}/feed/`);
}

const bodyOf = async (parts: Parts) => {
  const { content, url } = await read(parts);
  return htmlToBlocks(content, url).blocks;
};

test.each([
  [`${SITE}/2026/river-in-spring/`, "river-in-spring"],
  [`${SITE}/2026/river-in-spring.html?utm_source=rss`, "river-in-spring"],
  [`${SITE}/2026/river/index.html`, "river"],
  [`${SITE}/${encodeURIComponent("річка")}`, "річка"],
  ["/2026/five", "five"],
  [`${SITE}/?p=12`, "River"],
  [`${SITE}/article.php?id=12`, "River"],
  [`${SITE}/2026/12/`, "River"],
  ["javascript:alert(1)", "River"],
  ["", "River"],
])("the link %s makes the slug %s", async (link, slug) => {
  expect((await read({ link })).slug).toBe(slug);
});

describe("dates", () => {
  test.each([
    ["Fri, 20 Nov 2026 12:00:00 EET", "2026-11-20T10:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00 EEST", "2026-11-20T09:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00 MSK", "2026-11-20T09:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00 CET", "2026-11-20T11:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00 EST", "2026-11-20T17:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00 +0200 (EET)", "2026-11-20T10:00:00.000Z"],
    ["Fri, 20 Nov 2026 12:00:00", "2026-11-20T12:00:00.000Z"],
    ["2026-11-20 12:00:00", "2026-11-20T12:00:00.000Z"],
    ["2026-11-20T12:00:00", "2026-11-20T12:00:00.000Z"],
    ["2026-11-20T12:00:00+02:00", "2026-11-20T10:00:00.000Z"],
    ["20-Nov-2026", "2026-11-20T00:00:00.000Z"],
  ])("%s is %s, wherever the server stands", async (date, expected) => {
    const zone = process.env.TZ;
    process.env.TZ = "Asia/Tokyo";
    const { publishedAt } = await read({ date });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(publishedAt.toISOString()).toBe(expected);
  });

  test.each([
    ["Fri, 20 Nov 20260 10:00:00 GMT", "“Fri, 20 Nov 20260 10:00:00 GMT” is none between 1800 and 2200"],
    ["Fri, 20 Nov 2026 10:00:00 IST", "is in a zone that is not known"],
    ["soon", "“soon” is none"],
    ["", "it has no date"],
  ])("%s is refused in words", async (date, words) => {
    await expect(read({ date })).rejects.toThrow(words);
  });
});

const SIGNATURE = `<p>The post <a href="${SITE}/2026/river/">River</a> appeared first on <a href="${SITE}">News</a>.</p>`;
const UKRAINIAN = `<p>Запис <a href="${SITE}/2026/river/">River</a> спершу з'явився на <a href="${SITE}">News</a>.</p>`;

describe("what WordPress adds to its feeds", () => {
  const full = "<p>The river rose by two metres on Friday night, said the mayor.</p>";
  test.each([
    ["a cut", `<p>The river rose by two metres on [&#8230;]</p>\n${SIGNATURE}`, ""],
    ["the text's beginning", "<p>The river rose by two metres</p>", ""],
    ["words of its own", `<p>Two metres in a night.</p>${UKRAINIAN}`, "Two metres in a night."],
  ])("%s in its description makes the standfirst %j", async (_what, description, standfirst) => {
    expect((await read({ description, full })).standfirst).toBe(standfirst);
  });

  test.each([SIGNATURE, UKRAINIAN])("is not part of the text: %s", async (signature) => {
    expect(await bodyOf({ full: `${full}\n${signature}` })).toEqual(await bodyOf({ full }));
  });

  test("leaves a last paragraph with two links that is the author's own", async () => {
    const own = `${full}<p>See <a href="${SITE}/a">the river</a> and <a href="${SITE}/b">the town</a>.</p>`;
    expect(await bodyOf({ full: own })).toHaveLength(2);
  });

  test("as a default category is none", async () => {
    const more = "<category>Uncategorized</category><category>City</category><category>Spring</category>";
    expect(await read({ more })).toMatchObject({ section: "City", tags: ["Spring"] });
    expect(await read({ more: "<category>Без категорії</category>" })).toMatchObject({ section: null });
  });
});

test.each([
  ["<dc:creator>Ann</dc:creator><author>ben@news.example (Ben)</author>", ["Ann"]],
  ["<author>ben@news.example (Ben Writer)</author>", ["Ben Writer"]],
  ["<author>Ben Writer</author>", ["Ben Writer"]],
  ["<author>ben@news.example</author>", []],
])("%s gives the authors %j", async (more, authors) => {
  expect((await read({ more })).authors).toEqual(authors);
});

test("links are completed by xml:base, else by the item's own address", async () => {
  const full = '<p><a href="other">o</a></p>';
  const hrefOf = async (parts: Parts) => JSON.stringify(await bodyOf({ full, ...parts }));
  expect(await hrefOf({ link: "/2026/five" })).toContain(`${SITE}/2026/other`);
  expect(await hrefOf({ base: "/archive/" })).toContain(`${SITE}/archive/other`);
  expect((await read({ link: "five", base: "/archive/" })).url).toBe(`${SITE}/archive/five`);
});

const content = (url: string, more = 'medium="image"') => `<media:content url="${url}" ${more}/>`;
const FACE = content("https://1.gravatar.com/avatar/abc?s=96");
const A = `${SITE}/a.jpg`;

describe("the picture of an item", () => {
  test.each([
    ["not a face", FACE + content(A), A],
    ["not a film", content(`${SITE}/film.mp4`, 'medium="video"') + content(A), A],
    ["in a group", `<media:group>${content(A)}</media:group>`, A],
    ["enclosed", `<enclosure url="${A}" type="image/jpeg" length="1"/>`, A],
    ["before a thumbnail", `<media:thumbnail url="${SITE}/t.jpg"/>${content(A)}`, A],
    ["a thumbnail at last", `<media:thumbnail url="${SITE}/t.jpg"/>`, `${SITE}/t.jpg`],
    ["none", FACE, undefined],
  ])("is %s", async (_what, more, url) => {
    expect((await read({ more, full: "<p>Text.</p>" })).hero?.url).toBe(url);
  });

  test("is no thumbnail where its text has pictures", async () => {
    const more = `<media:thumbnail url="${SITE}/t.jpg"/>`;
    expect((await read({ more, full: `<p>Text.</p><img src="${A}">` })).hero).toBeNull();
  });

  const figure = `<figure><a href="${A}"><img src="${SITE}/a-300x200.jpg?w=1" alt="The river"></a><figcaption>At dawn</figcaption></figure>`;
  test("that its text opens with is shown once, with what the text tells of it", async () => {
    const parts = { more: content(A), full: `\n${figure}<p>Text.</p>` };
    expect((await read(parts)).hero).toEqual({ url: A, alt: "The river", caption: "At dawn" });
    expect(await bodyOf(parts)).toEqual(await bodyOf({ full: "<p>Text.</p>" }));
  });

  test.each([
    `<p>Text.</p>${figure}`,
    '<p><img src="/a.jpg"> Text</p>',
    `<div>${figure}<p>Text.</p></div>`,
    '<div><img src="/a.jpg"><hr></div>',
    '<div><img src="/a.jpg"><img src="/b.jpg"></div>',
  ])("that its text shows elsewhere stays there alone: %s", async (full) => {
    const parts = { more: content(A), full };
    expect((await read(parts)).hero).toBeNull();
    expect(JSON.stringify(await bodyOf(parts))).toContain("remote-picture");
  });
});
