import { describe, expect, test } from "vitest";
import { hostedVideo } from "@/domain/article/hosted-video";
import { htmlToBlocks } from "./html-to-blocks";
import { emit } from "./testing/emit";

const paragraphOf = (text: string) => ({ type: "paragraph", content: [{ text }] });

const BASE = "https://news.example/2026/story";
const reduce = (html: string) => htmlToBlocks({ html }, BASE);

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
