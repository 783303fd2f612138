import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Article, type Block, blockSchema } from "@/domain/article/article";
import { articleHtml } from "@/domain/article/article-html";
import { hostedVideo } from "@/domain/article/hosted-video";
import { type DraftBlock, htmlToBlocks, htmlToText } from "./html-to-blocks";
import type { RemotePicture } from "./reduction";
import { HOSTILE } from "./testing/hostile-html";

const paragraphOf = (text: string) => ({ type: "paragraph", content: [{ text }] });

const BASE = "https://news.example/2026/story";
const reduce = (html: string) => htmlToBlocks({ html }, BASE);

/** The blocks as HTML that others may show, with pictures where ours would be. */
function emit(blocks: readonly DraftBlock[]): string {
  const stored = ({ url: src, alt, caption }: RemotePicture) => ({
    src,
    width: 1_600,
    height: 900,
    alt,
    caption,
  });
  const body = blocks.map((block): Block => {
    if (block.type === "remote-picture") return { type: "figure", picture: stored(block) };
    if (block.type === "remote-gallery")
      return { type: "gallery", title: block.title, pictures: block.pictures.map(stored) };
    if (block.type === "remote-video")
      return {
        type: "video",
        title: block.title,
        poster: null,
        src: block.video.frame,
        durationSeconds: null,
      };
    return block;
  });
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
    <figure class="wp-block-table"><table><tr><th>Year</th><th>Members</th></tr><tr><td>2026</td><td>12,345</td></tr></table><figcaption>By year</figcaption></figure>
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
    { type: "list", ordered: false, items: [[{ text: "first" }], [{ text: "second\n– inner" }]] },
    { type: "blockquote", content: [{ text: "Said." }], cite: "Someone" },
    { type: "pull-quote", text: "Pulled.", by: "By" },
    { type: "remote-picture", url: "https://news.example/a.jpg", alt: "A", caption: "Seen from above" },
    { type: "table", caption: "By year", head: ["Year", "Members"], rows: [["2026", "12,345"]] },
    { type: "paragraph", content: [{ text: "Loose text\ngoes on." }] },
  ]);
  expect([...dropped]).toEqual([]);
});

describe("a film on a video host", () => {
  const frame = `<iframe title="The crossing" src="https://www.youtube.com/embed/aBcD_123-xY?feature=oembed" allowfullscreen></iframe>`;
  const film = {
    type: "remote-video",
    video: hostedVideo("https://youtu.be/aBcD_123-xY"),
    title: "The crossing",
  };
  test.each([
    [
      "in an embed of WordPress",
      `<figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">${frame}</div></figure>`,
      [film],
    ],
    [
      "with a caption, which is what readers are told",
      `<figure class="wp-block-embed"><div>${frame}</div><figcaption>At <b>dawn</b></figcaption></figure>`,
      [{ ...film, title: "At dawn" }],
    ],
    ["in a card of Ghost", `<figure class="kg-card kg-embed-card">${frame}</figure>`, [film]],
    ["in a paragraph of words", `<p>Look:</p><p>${frame}</p>`, [paragraphOf("Look:"), film]],
    ["that loads late", frame.replace("src=", 'src="about:blank" data-src='), [film]],
    [
      "as the address that an editor makes a player of",
      "<p>https://www.youtube.com/watch?v=aBcD_123-xY</p>",
      [{ ...film, title: "" }],
    ],
    [
      "linked from words, which stay words",
      `<p><a href="https://youtu.be/aBcD_123-xY">Watch it</a></p>`,
      [
        {
          type: "paragraph",
          content: [{ text: "Watch it", href: "https://youtu.be/aBcD_123-xY" }],
        },
      ],
    ],
  ])("%s", (_name, html, expected) => {
    const { blocks, dropped } = reduce(html);
    expect(blocks).toEqual(expected);
    expect([...dropped]).toEqual([]);
  });

  test("any other frame is left out, and told", () => {
    const { blocks, dropped } = reduce(
      `<p>Look: <iframe src="https://www.youtube.com.evil.example/embed/aBcD_123-xY"></iframe></p>`,
    );
    expect(blocks).toEqual([paragraphOf("Look: ".trim())]);
    expect([...dropped]).toEqual([["<iframe> of www.youtube.com.evil.example", 1]]);
  });
});

describe("a gallery", () => {
  const image = (n: number) => `<img src="/${n}.jpg" alt="${n}">`;
  const pictures = [1, 2].map((n) => ({
    type: "remote-picture",
    url: `https://news.example/${n}.jpg`,
    alt: String(n),
    caption: `Caption ${n}`,
  }));
  const figures = [1, 2]
    .map((n) => `<figure>${image(n)}<figcaption>Caption <b>${n}</b></figcaption></figure>`)
    .join("\n");
  test.each([
    [
      "of WordPress",
      `<figure class="wp-block-gallery has-nested-images columns-2">${figures}<figcaption class="blocks-gallery-caption">Two</figcaption></figure>`,
      "Two",
    ],
    [
      "of WordPress before 2021",
      `<figure class="wp-block-gallery"><ul class="blocks-gallery-grid">${[1, 2].map((n) => `<li class="blocks-gallery-item"><figure><a href="/x">${image(n)}</a><figcaption>Caption ${n}</figcaption></figure></li>`).join("")}</ul></figure>`,
      "",
    ],
    [
      "of WordPress's classic editor",
      `<div id="gallery-1" class="gallery galleryid-7">${[1, 2].map((n) => `<dl class="gallery-item"><dt class="gallery-icon"><a href="/x">${image(n)}</a></dt><dd class="wp-caption-text gallery-caption">Caption ${n}</dd></dl>`).join("")}<br style="clear: both"></div>`,
      "",
    ],
    [
      "of Ghost",
      `<figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><div class="kg-gallery-row">${figures}</div></div><figcaption>Two</figcaption></figure>`,
      "Two",
    ],
  ])("%s stays one, with its captions", (_of, html, title) => {
    const { blocks, dropped } = reduce(`<p>before</p>${html}<p>after</p>`);
    expect(blocks.slice(1, -1)).toEqual([{ type: "remote-gallery", title, pictures }]);
    expect([...dropped]).toEqual([]);
    expect(reduce(emit(blocks)).blocks).toEqual(blocks);
  });

  test("of one picture, or among words, is what it is made of", () => {
    expect(reduce(`<div class="gallery">${image(1)}</div>`).blocks).toMatchObject([
      { type: "remote-picture" },
    ]);
    const { blocks } = reduce(`<div class="gallery"><p>Words</p>${image(1)}${image(2)}</div>`);
    expect(blocks.map((block) => block.type)).toEqual(["paragraph", "remote-picture", "remote-picture"]);
  });

  test("loses what runs, and says so", () => {
    const { blocks, dropped } = reduce(
      `<figure class="wp-block-gallery">${figures}<script>1</script><img src="javascript:1"></figure>`,
    );
    expect(blocks).toMatchObject([{ type: "remote-gallery", pictures }]);
    expect(Object.fromEntries(dropped)).toEqual({
      "<script>": 1,
      "picture (“javascript:1” is not allowed)": 1,
    });
  });
});

test("what was left out is told, by name and number", () => {
  const { blocks, dropped } = reduce(
    `<p>Text</p><script>1</script><iframe src="https://x.example"></iframe><p><script>2</script><a href="javascript:1">here</a></p>`,
  );
  expect(blocks).toHaveLength(2);
  expect(Object.fromEntries(dropped)).toEqual({
    "<script>": 2,
    "<iframe> of x.example": 1,
    "link to an address that is not allowed": 1,
  });
});

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
