import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Article, type Block, blockSchema } from "@/domain/article/article";
import { articleHtml } from "@/domain/article/article-html";
import { type DraftBlock, htmlToBlocks, htmlToText } from "./html-to-blocks";
import { HOSTILE } from "./testing/hostile-html";

const BASE = "https://news.example/2026/story";
const reduce = (html: string) => htmlToBlocks({ html }, BASE);

/** The blocks as HTML that others may show, with pictures where ours would be. */
function emit(blocks: readonly DraftBlock[]): string {
  const body = blocks.map(
    (block): Block =>
      block.type === "remote-picture"
        ? {
            type: "figure",
            picture: { src: block.url, width: 1, height: 1, alt: block.alt, caption: block.caption },
          }
        : block,
  );
  return articleHtml(
    { hero: null, editorsNote: null, correction: null, body } as unknown as Article,
    "https://here.example",
  );
}

test("what an article is made of becomes our blocks, in order", () => {
  const { blocks, dropped } = reduce(`
    <p>One <strong>bold <em>and</em></strong> <a href="/about">link</a>.</p>
    <h1>Head</h1><h4>Sub</h4>
    <ul><li>first</li><li>second <ul><li>inner</li></ul></li></ul>
    <blockquote><p>Said.</p><cite>Someone</cite></blockquote>
    <figure class="wp-block-pullquote"><blockquote><p>Pulled.</p><cite>By</cite></blockquote></figure>
    <figure><img src="/a.jpg" alt="A"><figcaption>Seen from <b>above</b></figcaption></figure>
    <table><tr><th>Year</th><th>Members</th></tr><tr><td>2026</td><td>12,345</td></tr></table>
    Loose text<br>goes on.<hr>`);
  expect(blocks).toEqual([
    {
      type: "paragraph",
      content: [
        { text: "One " },
        { text: "bold ", bold: true },
        { text: "and", bold: true, italic: true },
        { text: " " },
        { text: "link", href: "https://news.example/about" },
        { text: "." },
      ],
    },
    { type: "heading", level: 2, text: "Head" },
    { type: "heading", level: 3, text: "Sub" },
    { type: "list", ordered: false, items: [[{ text: "first" }], [{ text: "second" }], [{ text: "inner" }]] },
    { type: "blockquote", content: [{ text: "Said." }], cite: "Someone" },
    { type: "pull-quote", text: "Pulled.", by: "By" },
    { type: "remote-picture", url: "https://news.example/a.jpg", alt: "A", caption: "Seen from above" },
    { type: "table", caption: "", head: ["Year", "Members"], rows: [["2026", "12,345"]] },
    { type: "paragraph", content: [{ text: "Loose text goes on." }] },
  ]);
  expect([...dropped]).toEqual([]);
});

test("what was left out is told, by name and number", () => {
  const { blocks, dropped } = reduce(
    `<p>Text</p><script>1</script><iframe src="https://x.example"></iframe><p><script>2</script><a href="javascript:1">here</a></p>`,
  );
  expect(blocks).toHaveLength(2);
  expect(Object.fromEntries(dropped)).toEqual({
    "<script>": 2,
    "<iframe>": 1,
    "link to an address that is not allowed": 1,
  });
});

describe("hostile HTML", () => {
  test.each(HOSTILE.map((html) => [html]))("%s is only words afterwards", (html) => {
    const { blocks } = reduce(`<p>before</p>${html}<p>after</p>`);
    for (const block of blocks) {
      if (block.type === "remote-picture") expect(block.url).toMatch(/^https?:\/\//);
      else expect(blockSchema.safeParse(block).success).toBe(true);
    }
    for (const href of hrefsOf(blocks)) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
    const emitted = emit(blocks);
    expect(emitted).not.toMatch(
      /<(?!\/?(p|h2|h3|ul|ol|li|blockquote|footer|figure|figcaption|img|strong|em|b|i|a|table|caption|thead|tbody|tr|th|td)\b)/i,
    );
    expect(emitted).not.toMatch(/<[^>]*\s(on\w+|style|srcdoc|formaction)\s*=/i);
  });

  test("reduced twice is what it was reduced once", () => {
    for (const html of HOSTILE) {
      const once = reduce(html).blocks.filter(isStable);
      const twice = htmlToBlocks({ html: emit(once) }, "https://here.example").blocks.filter(isStable);
      expect(twice, html).toEqual(once);
    }
  });

  test("of any shape neither throws nor lets an address through", () => {
    const tag = fc.constantFrom(
      "p",
      "a href=javascript:1",
      "svg",
      "b",
      "ul",
      "li",
      "table",
      "tr",
      "td",
      "figure",
      "img src=x",
      "script",
      "/p",
      "/b",
      "/ul",
      "!--",
      "math",
      "template",
    );
    const piece = fc.oneof(
      tag.map((name) => `<${name}>`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const href of hrefsOf(reduce(pieces.join("")).blocks))
          expect(href).toMatch(/^(https?:\/\/|mailto:)/);
      }),
      { numRuns: 200 },
    );
  });

  test("nested deeper than any article is left out, and without end is refused in words", () => {
    const { blocks, dropped } = reduce(`<p>before</p>${"<div>".repeat(150)}deep`);
    expect(blocks).toEqual([{ type: "paragraph", content: [{ text: "before" }] }]);
    expect([...dropped.keys()]).toEqual(["content nested too deep"]);
    expect(() => reduce("<div>".repeat(50_000))).toThrow("nested too deep to be read");
    expect(() => htmlToText("<ul><li>".repeat(50_000))).toThrow("nested too deep to be read");
  });
});

/** Pull quotes are left out of feeds, and captions of tables hold nothing hostile: neither comes back the same. */
function isStable(block: DraftBlock): boolean {
  return block.type !== "pull-quote" && block.type !== "table";
}

function hrefsOf(blocks: readonly DraftBlock[]): string[] {
  return blocks
    .flatMap((block) => {
      if (block.type === "paragraph" || block.type === "blockquote") return block.content;
      return block.type === "list" ? block.items.flat() : [];
    })
    .flatMap((run) => run.href ?? []);
}
