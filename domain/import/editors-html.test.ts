import { describe, expect, test } from "vitest";
import { htmlToBlocks, htmlToText } from "./html-to-blocks";

/** What editors and their plug-ins write, and what readers must see of it. */
const reduce = (html: string) => htmlToBlocks({ html }, "https://news.example/2026/story");
const p = (...content: (string | object)[]) => ({
  type: "paragraph",
  content: content.map((run) => (typeof run === "string" ? { text: run } : run)),
});
const picture = (name: string, more: object = {}) => ({
  type: "remote-picture",
  url: `https://news.example/${name}`,
  alt: "",
  ...more,
});

function blocksOf(cases: readonly (readonly [string, string, unknown[]])[]): void {
  test.each(cases)("%s", (_name, html, expected) => {
    expect(reduce(html).blocks).toEqual(expected);
  });
}

function tells(cases: readonly (readonly [string, string, string[]])[]): void {
  test.each(cases)("%s", (_name, html, expected) => {
    expect([...reduce(html).dropped.keys()]).toEqual(expected);
  });
}

describe("numbers stay true", () => {
  const note = { text: "12,345", note: "As of May." };
  blocksOf([
    ["raised", "<p>10<sup>6</sup> m<sup>2</sup></p>", [p("10⁶ m²")]],
    ["lowered", "<p>CO<sub>2</sub>, the 1<sup>st</sup></p>", [p("CO₂, the 1st")]],
    ["struck", "<p><s>500</s> 50 dead</p>", [p({ text: "500", struck: true }, " 50 dead")]],
    [
      "with a footnote of WordPress",
      `<p>12,345<sup data-fn="ab-1" class="fn"><a href="#ab-1" id="ab-1-link">1</a></sup> in all</p>
       <ol class="wp-block-footnotes"><li id="ab-1">As of <em>May</em>. <a href="#ab-1-link">↩︎</a></li></ol>`,
      [p(note, " in all")],
    ],
    [
      "with footnotes of Markdown, one of them told twice",
      `<p>12,345<sup><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup> and 9<sup><a href="#fn-1" id="fnref-1-2">1</a></sup></p>
       <section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2>
       <ol><li id="fn-1"><p>As of May. <a href="#fnref-1">↩</a> <a href="#fnref-1-2">↩<sup>2</sup></a></p></li></ol></section>`,
      [p(note, { text: " and 9", note: "As of May." })],
    ],
    [
      "with a footnote out of Word",
      `<p>12,345<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> As of May.</p>`,
      [p(note)],
    ],
    ["with a number that leads nowhere", `<p>2019<sup class="fn">1</sup></p>`, [p("2019¹")]],
  ]);

  test("a table of contents whose headings lead back is no footnote", () => {
    const { blocks } = reduce(
      `<ul><li><a id="t1" href="#s1">One</a></li></ul><div><h2 id="s1">One <a href="#t1">up</a></h2><p>Text</p></div>`,
    );
    expect(blocks.map((block) => block.type)).toEqual(["list", "heading", "paragraph"]);
  });

  test("notes that lead to one another come to an end", () => {
    const { blocks } = reduce(
      `<p>x<a id="a" href="#n1">1</a></p><ol><li id="n1">one <a href="#a">b</a><a id="c" href="#n2">2</a></li>
       <li id="n2">two <a href="#c">b</a><a id="d" href="#n1">1</a> <a href="#d">b</a></li></ol>`,
    );
    expect(JSON.stringify(blocks)).toContain("one");
  });
});

describe("a table whose cells reach over others says in each place what it says", () => {
  const table = (html: string) => reduce(`<table>${html}</table>`).blocks[0];
  test("heads of two rows", () => {
    expect(
      table(`<tr><th rowspan="2">City</th><th colspan="2">2025</th></tr><tr><th>Men</th><th>Women</th></tr>
        <tr><td rowspan="2">Kyiv</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>`),
    ).toMatchObject({
      head: ["City", "2025 · Men", "2025 · Women"],
      rows: [
        ["Kyiv", "1", "2"],
        ["Kyiv", "3", "4"],
      ],
    });
  });
  test("a title across it is told once, and no span makes it endless", () => {
    expect(
      table(
        `<tr><th>A</th><th>B</th></tr><tr><td colspan="2">North</td></tr><tr><td>1</td><td rowspan="999999">2</td></tr>`,
      ),
    ).toMatchObject({
      head: ["A", "B"],
      rows: [
        ["North", ""],
        ["1", "2"],
      ],
    });
    const wide = table(`<tr><td colspan="100000">x</td><td>y</td></tr>`) as { rows: string[][] };
    expect(wide.rows[0]).toHaveLength(100);
  });
});

describe("lines and paragraphs", () => {
  blocksOf([
    ["an empty line ends a paragraph", "One<br><br>Two<br/> <br/>Three", [p("One"), p("Two"), p("Three")]],
    [
      "a line's end stays",
      "<p>Rose<br>is <b>a<br>rose</b></p>",
      [p("Rose\nis ", { text: "a\nrose", bold: true })],
    ],
    [
      "a poem keeps its lines",
      `<pre class="wp-block-verse">One\n  two\n\nThree</pre>`,
      [p("One\ntwo"), p("Three")],
    ],
    ["what shows nothing is nothing", "<p>&nbsp;</p><h2>&nbsp;</h2><p>\u200b</p><p>Text</p>", [p("Text")]],
    [
      "an article pasted within a bold that is none",
      `<b id="docs-internal-guid-1" style="font-weight:normal"><h2>Head</h2><p>One</p><ul><li>a</li></ul></b>`,
      [
        { type: "heading", level: 2, text: "Head" },
        p("One"),
        { type: "list", ordered: false, items: [[{ text: "a" }]] },
      ],
    ],
    [
      "a figure within a link",
      `<a href="/full.jpg"><figure><img src="/a.jpg"><figcaption>Seen</figcaption></figure></a>`,
      [picture("a.jpg", { caption: "Seen" })],
    ],
    [
      "a picture between empty lines",
      `One<br><br><img src="/a.jpg"><br><br>Two`,
      [p("One"), picture("a.jpg"), p("Two")],
    ],
    ["quotation marks", "<p>He said <q>no</q>.</p>", [p("He said “no”.")]],
  ]);
});

describe("words are not glued", () => {
  const items = (...texts: string[]) => [
    { type: "list", ordered: false, items: texts.map((text) => [{ text }]) },
  ];
  blocksOf([
    ["paragraphs in an item", "<ul><li><p>One</p>Two</li></ul>", items("One\nTwo")],
    [
      "a quotation in an item",
      "<ul><li>Text<blockquote>Quote</blockquote>after</li></ul>",
      items("Text\nQuote\nafter"),
    ],
    ["a list deep in an item", "<ul><li>A<div><ul><li>B</li></ul></div></li></ul>", items("A\n– B")],
    ["words that are in no item", "<ul>Intro<li>A</li></ul>", items("Intro", "A")],
    [
      "numbers of a list in a list",
      `<ol start="3"><li>A<ol><li>x</li><li>y</li></ol></li><li>B</li></ol>`,
      [{ type: "list", ordered: true, start: 3, items: [[{ text: "A\n1. x\n2. y" }], [{ text: "B" }]] }],
    ],
    [
      "terms and their meanings",
      "<dl><div><dt>Term</dt><dd>Meaning</dd></div></dl>",
      [{ type: "list", ordered: false, items: [[{ text: "Term", bold: true }], [{ text: "Meaning" }]] }],
    ],
    [
      "a picture with its caption in an item",
      `<ul><li>Step<figure><img src="/q.jpg"><figcaption>Seen</figcaption></figure></li></ul>`,
      [...items("Step"), picture("q.jpg", { caption: "Seen" })],
    ],
    [
      "a file beside its button",
      `<div class="wp-block-file"><a href="/r.pdf">Report</a><a href="/r.pdf" class="wp-block-file__button" download>Download</a></div>`,
      [p({ text: "Report", href: "https://news.example/r.pdf" })],
    ],
    [
      "a caption in lines",
      `<figure><img src="/a.jpg"><figcaption><div>River</div>Photo</figcaption></figure>`,
      [picture("a.jpg", { caption: "River Photo" })],
    ],
  ]);
  test("in a title", () => expect(htmlToText("<div>River</div>Photo")).toBe("River Photo"));
});

describe("a quotation is signed by who said it", () => {
  const quote = (text: string, cite?: string) => [
    { type: "blockquote", content: [{ text }], ...(cite ? { cite } : {}) },
  ];
  blocksOf([
    ["beneath", "<blockquote><p>Said.</p><cite>Ann</cite></blockquote>", quote("Said.", "Ann")],
    [
      "in a paragraph of its own",
      "<blockquote><p>Said.</p><p><cite>Ann</cite></p></blockquote>",
      quote("Said.", "Ann"),
    ],
    ["in its last line", "<blockquote><p>Said.<br><cite>Ann</cite></p></blockquote>", quote("Said.", "Ann")],
    [
      "in a footer",
      "<blockquote>Said. <footer>Ann, <cite>Book</cite></footer></blockquote>",
      quote("Said.", "Ann, Book"),
    ],
    [
      "and not by a work named in a sentence",
      "<blockquote><p>I read <cite>Kobzar</cite> as a child.</p></blockquote>",
      [
        {
          type: "blockquote",
          content: [{ text: "I read " }, { text: "Kobzar", italic: true }, { text: " as a child." }],
        },
      ],
    ],
    [
      "nor by one at its end",
      "<blockquote><p>I read <cite>Kobzar</cite></p></blockquote>",
      [{ type: "blockquote", content: [{ text: "I read " }, { text: "Kobzar", italic: true }] }],
    ],
    ["of two paragraphs", "<blockquote><p>One</p><p>Two</p></blockquote>", quote("One\nTwo")],
  ]);
});

describe("pictures", () => {
  blocksOf([
    [
      "the smallest that is wide enough",
      `<img src="/s.jpg" srcset="/s.jpg 300w, /l.jpg 1600w, /xl.jpg 2560w, /m.jpg 800w">`,
      [picture("l.jpg")],
    ],
    ["the largest where none is", `<img src="/s.jpg" srcset="/s.jpg, /s2.jpg 1.5x">`, [picture("s2.jpg")]],
    ["that load late", `<img src="data:image/gif;base64,R0" data-src="/late.jpg">`, [picture("late.jpg")]],
    [
      "with other forms",
      `<picture><source srcset="/a.avif"><img src="/a.jpg"></picture>`,
      [picture("a.jpg")],
    ],
    [
      "captioned as WordPress did once",
      `<div class="wp-caption"><a href="/x"><img src="/a.jpg"></a><p class="wp-caption-text">Seen</p></div>`,
      [picture("a.jpg", { caption: "Seen" })],
    ],
    [
      "that are words",
      `<p>Hello <img class="emoji" alt="👋" src="https://s.w.org/e.svg"></p>`,
      [p("Hello 👋")],
    ],
    [
      "in a caption, once and beside its own",
      `<ul><li>Step<figure><img src="/a.jpg"><figcaption>Seen <img src="/b.jpg"></figcaption></figure></li></ul><p>After <img src="/c.jpg"></p>`,
      [
        { type: "list", ordered: false, items: [[{ text: "Step\nSeen" }]] },
        picture("a.jpg"),
        picture("b.jpg"),
        p("After"),
        picture("c.jpg"),
      ],
    ],
    [
      "in a quotation that is pulled out, before what follows",
      `<figure class="wp-block-pullquote"><blockquote><p>Said. <img src="/a.jpg"></p></blockquote></figure><p><img src="/b.jpg"></p>`,
      [{ type: "pull-quote", text: "Said." }, picture("a.jpg"), picture("b.jpg")],
    ],
    ["that only count", `<p>Text<img src="/pixel.gif" width="1" height="1"></p>`, [p("Text")]],
  ]);
});

describe("cards of Ghost", () => {
  blocksOf([
    [
      "a bookmark is a link",
      `<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://x.example/a"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div><div class="kg-bookmark-description">Desc</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="/i.png">Ann</div></div><div class="kg-bookmark-thumbnail"><img src="/t.jpg"></div></a></figure>`,
      [p({ text: "Title", href: "https://x.example/a" })],
    ],
    [
      "a player leaves nothing of itself",
      `<p>Before</p><div class="kg-card kg-audio-card"><img src="" class="kg-audio-thumbnail"><div class="kg-audio-player-container"><div class="kg-audio-title">Talk</div><div class="kg-audio-player"><span>0:00</span><div>/<span>132.5</span></div></div></div></div>`,
      [p("Before")],
    ],
  ]);
});

describe("what is left out is told", () => {
  tells([
    ["whose frame it was", `<iframe src="https://maps.example/x"></iframe>`, ["<iframe> of maps.example"]],
    ["which picture", `<img src="ftp://x/a.jpg">`, ["picture (“ftp://x/a.jpg” is not allowed)"]],
    ["that it had no address", `<img src="">`, ["picture without an address"]],
    [
      "the name of a player",
      `<div class="kg-audio-card"><div class="kg-audio-title">Talk</div></div>`,
      ["audio player “Talk”"],
    ],
    [
      "the caption of what is not there",
      `<figure class="wp-block-embed"><iframe src="https://x.example"></iframe><figcaption>The speech</figcaption></figure>`,
      ["<iframe> of x.example", "caption “The speech” of what was left out"],
    ],
    [
      "a link that words alone cannot keep",
      `<h2><a href="/a">Head</a></h2>`,
      ["link in a heading, a caption, a table or a note"],
    ],
    ["a link to a place on its own page", `<p><a href="#top">Up</a></p>`, ["link within the page"]],
  ]);
});
