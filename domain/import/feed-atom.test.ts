import { expect, test } from "vitest";
import { atomArticle } from "./feed-atom";
import { htmlToBlocks } from "./html-to-blocks";
import { parseFeed } from "./parse-feed";

const SITE = "https://news.example";

async function read(parts: string, { feed: about = "", base = "" } = {}) {
  const { format, feed } =
    await parseFeed(`<feed xmlns="http://www.w3.org/2005/Atom" ${base}><id>f</id><title>News</title>${about}
<entry><id>1</id><published>2026-11-20T10:00:00Z</published>${parts.includes("<title") ? "" : "<title>River</title>"}${parts}</entry></feed>`);
  const entry = format === "atom" ? feed.entries?.[0] : undefined;
  if (format !== "atom" || !entry) throw new Error("no entry");
  const article = atomArticle(entry, feed, `${SITE}/blog/atom.xml`);
  return { ...article, blocks: htmlToBlocks(article.content, article.url).blocks };
}

const paragraph = (text: string) => ({ type: "paragraph", content: [{ text }] });
const linkTo = (href: string) => [{ type: "paragraph", content: [{ text: "a", href }] }];

test.each([
  ["<title>5 &lt; 6 &amp; more</title>", "5 < 6 & more"],
  ['<title type="text">&lt;b&gt;</title>', "<b>"],
  ['<title type="html">&lt;b&gt;X&lt;/b&gt; &amp;amp; Y</title>', "X & Y"],
  ['<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">X <b>bold</b></div></title>', "X bold"],
])("%s is the headline %s", async (title, headline) => {
  expect((await read(title)).headline).toBe(headline);
});

test.each(['<content type="text">', "<content>"])("%s is plain text, with paragraphs", async (open) => {
  const { blocks } = await read(`${open}Plain &lt;i&gt; 5 &lt; 6\n  and &amp;amp;.\n\nNew.</content>`);
  expect(blocks).toEqual([paragraph("Plain <i> 5 < 6 and &amp;."), paragraph("New.")]);
});

test.each([
  [
    '<link href="/2026/river"/><content type="html">&lt;a href="x">a&lt;/a></content>',
    "",
    `${SITE}/2026/river`,
    `${SITE}/2026/x`,
  ],
  [
    '<link href="river"/><content type="html">&lt;a href="x">a&lt;/a></content>',
    "",
    `${SITE}/blog/river`,
    `${SITE}/blog/x`,
  ],
  ['<content type="html">&lt;a href="x">a&lt;/a></content>', "", null, `${SITE}/blog/x`],
  [
    '<link href="river"/><content type="html">&lt;a href="x">a&lt;/a></content>',
    'xml:base="/old/"',
    `${SITE}/old/river`,
    `${SITE}/old/x`,
  ],
  [
    '<link href="river"/><content type="html" xml:base="in/">&lt;a href="x">a&lt;/a></content>',
    'xml:base="/old/"',
    `${SITE}/old/river`,
    `${SITE}/old/in/x`,
  ],
])("%s with %s is at %s and leads to %s", async (parts, base, url, href) => {
  const article = await read(parts, { base });
  expect(article.url).toBe(url);
  expect(article.blocks).toEqual(linkTo(href));
});

test("the feed's author is an entry's where it has none of its own", async () => {
  const feed = "<author><name>News Desk</name></author>";
  expect((await read("", { feed })).authors).toEqual(["News Desk"]);
  expect((await read("<author><name>Ann</name></author>", { feed })).authors).toEqual(["Ann"]);
});

test.each([
  ["2026-11-20T10:00:30Z", null],
  ["2026-11-19T10:00:00Z", null],
  ["2026-11-21T10:00:00Z", new Date("2026-11-21T10:00:00Z")],
])("updated at %s, it says %s", async (updated, expected) => {
  expect((await read(`<updated>${updated}</updated>`)).updatedAt).toEqual(expected);
});

test("a summary that begins the text is no standfirst", async () => {
  const full = '<content type="html">&lt;p>The river rose.&lt;/p>&lt;p>More.&lt;/p></content>';
  expect((await read(`${full}<summary>The river rose.</summary>`)).standfirst).toBe("");
  expect((await read(`${full}<summary>Two metres.</summary>`)).standfirst).toBe("Two metres.");
  expect(await read("<summary>Two metres.</summary>")).toMatchObject({
    standfirst: "",
    blocks: [paragraph("Two metres.")],
  });
});
