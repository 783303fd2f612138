import { describe, expect, test } from "vitest";
import type { Article, Block } from "./article";
import { articleHtml } from "./article-html";
import { numberNotes } from "./number-notes";
import { plainText } from "./plain-text";
import { tagSlug } from "./tag";

const article = (body: Block[]): Article => ({
  slug: "a",
  locale: "en",
  section: { slug: "war", name: "War" },
  headline: "A",
  standfirst: "B",
  authors: [{ slug: "x", name: "X", role: "", bio: "", avatar: null }],
  hero: null,
  editorsNote: null,
  correction: null,
  body,
  tags: [],
  publishedAt: "2026-11-23T12:00:00Z",
  updatedAt: null,
});

describe("an article as HTML for feeds", () => {
  test("nothing in the text can become markup", () => {
    const html = articleHtml(
      article([{ type: "paragraph", content: [{ text: "<script>alert(1)</script>", bold: true }] }]),
      "https://example.org",
    );
    expect(html).not.toContain("<script");
    expect(html).toMatch(/^<p><strong>/);
  });

  test("addresses are absolute", () => {
    const html = articleHtml(
      article([
        { type: "paragraph", content: [{ text: "there", href: "/join" }] },
        { type: "figure", picture: { src: "/pictures/a.svg", width: 2, height: 1, alt: "A" } },
      ]),
      "https://example.org",
    );
    expect(html).toContain('href="https://example.org/join"');
    expect(html).toContain('src="https://example.org/pictures/a.svg" width="2" height="1" alt="A"');
  });
});

test("footnotes are numbered as they are read, in lists too", () => {
  const body: Block[] = [
    { type: "paragraph", content: [{ text: "a", note: "first" }, { text: "b" }] },
    { type: "list", ordered: false, items: [[{ text: "c", note: "second" }]] },
    { type: "blockquote", content: [{ text: "d", note: "third" }] },
  ];
  expect(numberNotes(body).map((run) => run.note)).toEqual(["first", "second", "third"]);
});

test("search sees notes, captions and cells", () => {
  const body: Block[] = [
    { type: "paragraph", content: [{ text: "Bread", note: "rye" }] },
    { type: "table", caption: "Loaves", head: ["Day"], rows: [["Monday"]] },
  ];
  expect(plainText(body)).toBe("Bread (rye)\nLoaves Day Monday");
});

test.each([
  ["local government", "local-government"],
  [" Місто ", "місто"],
  ["A/B & C!", "a-b-c"],
])("the topic %j is at %j", (tag, slug) => {
  expect(tagSlug(tag)).toBe(slug);
});
