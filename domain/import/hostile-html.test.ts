import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blockSchema } from "@/domain/article/article";
import { type DraftBlock, htmlToBlocks, htmlToText } from "./html-to-blocks";
import { emit } from "./testing/emit";
import { HOSTILE } from "./testing/hostile-html";

const reduce = (html: string) => htmlToBlocks({ html }, "https://news.example/2026/story");

describe("hostile HTML", () => {
  test.each(HOSTILE.map((html) => [html]))("%s is only words afterwards", (html) => {
    const { blocks } = reduce(`<p>before</p>${html}<p>after</p>`);
    for (const block of blocks) {
      if (block.type === "remote-picture") expect(block.url).toMatch(/^https?:\/\//);
      else if (block.type !== "remote-gallery") expect(blockSchema.safeParse(block).success).toBe(true);
    }
    for (const href of hrefsOf(blocks)) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
    const emitted = emit(blocks);
    expect(emitted).not.toMatch(
      /<(?!\/?(p|h2|h3|ul|ol|li|blockquote|footer|figure|figcaption|img|strong|em|b|i|a|table|caption|thead|tbody|tr|th|td)\b)/i,
    );
    expect(emitted).not.toMatch(/<[^>]*\s(on\w+|style|srcdoc|formaction)\s*=/i);
  });

  test("reduced twice is what it was reduced once", () => {
    for (const html of HOSTILE) expectStable(html);
  });

  test("and so is anything that a CMS may make, whole or broken", () => {
    const open = fc.constantFrom(
      ...[
        "p",
        "h1",
        "h4",
        "b",
        "em",
        "cite",
        "a href=/x",
        "a href=javascript:1",
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
      ],
      ...[
        "blockquote",
        "footer",
        "figure",
        "figure class=wp-block-gallery",
        "figure class=wp-block-embed",
        "iframe src=https://youtu.be/aBcD_123-xY title=' A  film '",
        "div class=gallery",
        "figcaption",
      ],
      ...[
        "table",
        "caption",
        "tr",
        "th",
        "td",
        "img src=/a.png alt=a",
        "img src=/b.png",
        "br",
        "hr",
        "script",
      ],
      ...["sup", "sub", "s", "del", "q", "span", "font", "small class=muster-note", "ol start=3", "dt"],
      ...["td colspan=2", "td rowspan=2", "th colspan=3", "div class=wp-caption", "p class=wp-caption-text"],
      ...["a href=#n id=r", "li id=n", "p id=n", "a href=#r", "a href=https://youtu.be/aBcD_123-xY", "thead"],
      ...["svg", "math", "template", "details", "summary", "pre", "div", "section", "select", "style", "!--"],
    );
    const close = fc.constantFrom(
      ..."p b a ul li blockquote figure figcaption table div sup s small span pre ol td tr".split(" "),
    );
    const piece = fc.oneof(
      open.map((name) => `<${name}>`),
      close.map((name) => `</${name}>`),
      fc.constantFrom(
        "https://vimeo.com/123456789",
        "words",
        " ",
        "\n",
        "&lt;p&gt;",
        "&amp;amp;",
        "\u00a0",
        "&#13;",
        "слово",
        '"<',
      ),
      fc.constantFrom(...HOSTILE),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectStable(pieces.join(""))),
      { numRuns: 500 },
    );
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
    expect(reduce("<i>x</i> <br>".repeat(30_000)).blocks).toHaveLength(1);
    expect(() => reduce("<div>".repeat(50_000))).toThrow("nested too deep to be read");
    expect(() => htmlToText("<ul><li>".repeat(50_000))).toThrow("nested too deep to be read");
  });
});

/** Pull quotes repeat the text and are left out of feeds: they do not come back. */
function expectStable(html: string): void {
  const once = reduce(html).blocks.filter((block) => block.type !== "pull-quote");
  expect(htmlToBlocks({ html: emit(once) }, "https://here.example").blocks, html).toEqual(once);
}

function hrefsOf(blocks: readonly DraftBlock[]): string[] {
  return blocks
    .flatMap((block) => {
      if (block.type === "paragraph" || block.type === "blockquote") return block.content;
      return block.type === "list" ? block.items.flat() : [];
    })
    .flatMap((run) => run.href ?? []);
}
