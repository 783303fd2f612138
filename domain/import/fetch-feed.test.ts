import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFeed } from "./fetch-feed";
import { everythingIn, type LocalCms, openLocalCms } from "./testing/local-cms";

let cms: LocalCms;
beforeAll(async () => {
  cms = await openLocalCms();
});
afterAll(() => cms.close());

const DATE = "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>";
const rss = (items: string, encoding = "") =>
  `<?xml version="1.0"${encoding && ` encoding="${encoding}"`}?>\n<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;
const item = (id: string, title: string, description = "Text") =>
  `<item><guid isPermaLink="false">${id}</guid><title>${title}</title>${DATE}<description>${description}</description></item>`;

function serve(body: string | Buffer, type = "application/rss+xml"): void {
  cms.answer = (_url, res) => res.writeHead(200, { "content-type": type }).end(body);
}

const readAll = (wait = async (_ms: number) => {}) =>
  everythingIn(readFeed(`http://${cms.host}/feed?token=canary`, { allowedHost: cms.host, wait }));

/** The Ukrainian letters of windows-1251, which Node does not write. */
function windows1251(text: string): Buffer {
  const others: Record<string, number> = { і: 0xb3, ї: 0xbf, є: 0xba };
  return Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code < 128 ? code : (others[letter] ?? code - 0x410 + 0xc0);
    }),
  );
}

describe("the encoding of a feed", () => {
  const ukrainian = (encoding: string) => rss(item("1", "Річка навесні"), encoding);
  test.each<[string, () => Buffer, string, string]>([
    ["in its header", () => windows1251(ukrainian("")), "text/xml; charset=windows-1251", "Річка навесні"],
    ["in its XML", () => windows1251(ukrainian("windows-1251")), "text/xml", "Річка навесні"],
    [
      "in its XML, against a header it cannot be",
      () => windows1251(ukrainian("windows-1251")),
      "text/xml;charset=UTF-8",
      "Річка навесні",
    ],
    [
      "in its XML, of the West",
      () => Buffer.from(rss(item("1", "Málaga"), "ISO-8859-1"), "latin1"),
      "text/xml",
      "Málaga",
    ],
    [
      "in a mark at its beginning",
      () => Buffer.from(`\ufeff${ukrainian("utf-16")}`, "utf16le"),
      "text/xml",
      "Річка навесні",
    ],
    ["nowhere", () => Buffer.from(`\ufeff${ukrainian("")}`), "text/xml", "Річка навесні"],
  ])("may be told %s", async (_where, bytes, type, headline) => {
    serve(bytes(), type);
    expect((await readAll()).articles[0]?.headline).toBe(headline);
  });

  test("that its bytes do not fit ends the reading", async () => {
    serve(windows1251(ukrainian("UTF-8")));
    await expect(readAll()).rejects.toThrow(
      `http://${cms.host}/feed has bytes that are not utf-8; save or serve it as UTF-8.`,
    );
  });
});

test.each([
  [rss(item("1", "One")).replace("</channel></rss>", ""), "is not a whole feed"],
  [rss(item("1", "One")).slice(0, -50), "is not a whole feed"],
  ["<html><body>Not here</body></html>", "is not a feed"],
  ["", "is not a feed"],
])("what is no whole feed is told of, and nothing of it taken", async (body, words) => {
  serve(body);
  const error = await readAll().catch((refused) => refused);
  expect(String(error)).toContain(words);
  expect(String(error)).not.toContain("canary");
});

test("a busy server is asked again, and one that stays so is told of", async () => {
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  let left = 2;
  cms.answer = (_url, res) => {
    if (left-- > 0) res.writeHead(429, { "retry-after": "3" }).end();
    else res.writeHead(200, { "content-type": "text/xml" }).end(rss(item("1", "One")));
  };
  expect((await readAll(wait)).articles).toHaveLength(1);
  expect(waits).toEqual([3_000, 3_000]);
  left = 3;
  await expect(readAll(wait)).rejects.toThrow(`http://${cms.host}/feed answers 429.`);
});

test("an item that cannot be read or has the id of another is told of, and the rest come", async () => {
  const deep = item("2", "Two", `<![CDATA[${"<div>".repeat(6_000)}]]>`);
  serve(rss([item("1", "One"), deep, item("1", "One again"), item("3", "Three"), item("4", "")].join("")));
  const { articles, unreadable } = await readAll();
  expect(articles.map(({ headline }) => headline)).toEqual(["One", "Three"]);
  expect(unreadable).toEqual([
    { id: "2", unreadable: "its HTML is nested too deep to be read" },
    { id: "1", unreadable: "it has the id of another article in this feed" },
    { id: "4", unreadable: "it has no title" },
  ]);
});
