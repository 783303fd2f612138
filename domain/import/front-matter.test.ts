import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMarkdown } from "./read-markdown";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-matter-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(matter: string) {
  await writeFile(join(folder, "river.md"), `---\n${matter}\n---\nWords.\n`);
  const found = [];
  for await (const article of readMarkdown(folder).articles) found.push(article);
  return found;
}
const readWith = (lines: string) => read(`title: The river\ndate: 2026-04-02\n${lines}`);

test.each([
  ["2026-11-28", "2026-11-28T00:00:00.000Z"],
  ['"2026-11-28"', "2026-11-28T00:00:00.000Z"],
  ["2026-11-28T09:30:00+02:00", "2026-11-28T07:30:00.000Z"],
  ["2026-11-28T09:30+0200", "2026-11-28T07:30:00.000Z"],
  ["2026-11-28 09:30:15.250 Z", "2026-11-28T09:30:15.250Z"],
  ["2026-11-28 09:30:00 -0500", "2026-11-28T14:30:00.000Z"],
  ["2026-11-28 09:30", "2026-11-28T09:30:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
])("a date may be written as %s", async (written, instant) => {
  expect(await read(`title: The river\ndate: ${written}`)).toMatchObject([
    { publishedAt: new Date(instant) },
  ]);
});

const FORM = "write it as 2026-11-28 or 2026-11-28T09:30:00+02:00";
test.each([
  ["title: A\ndate: yesterday", `date: “yesterday” is no date: ${FORM}`],
  ["title: A\ndate: 2026-13-45", `date: “2026-13-45” is no date: ${FORM}`],
  ["title: A\ndate: 2026-02-30", `date: “2026-02-30” is no date: ${FORM}`],
  ["title: A\ndate: 20261128", `date: “20261128” is no date: ${FORM}`],
  ["title: A\ndate: 05/04/2026", `date: “05/04/2026” is no date: ${FORM}`],
  ["title: A\ndate: 2", `date: “2” is no date: ${FORM}`],
  ["title: A\ndate: 2026-11-28\nupdated: soon", `updated: “soon” is no date: ${FORM}`],
  ["title: A", `date: is missing: ${FORM}`],
  ["title:\ndate: 2026-11-28", "title: is missing"],
  ["title: [a, b]\ndate: 2", `title: a list was found where words should be; date: “2” is no date: ${FORM}`],
  ["title: {a: b}\ndate: 2026-11-28", "title: a group of keys was found where words should be"],
  ["title: A\ndate: 2026-11-28\ntags: [[a]]", "tags.0: a list was found where a name should be"],
  ["title: A\ndate: 2026-11-28\nlanguage: fr", "language: “fr” is no language of this site: write en or uk"],
  ["title: A\ndate: 2026-11-28\ndraft: maybe", "draft: “maybe” was found where true or false should be"],
  ["title: A\ndate: 2026-11-28\ncanonical: news", "canonical: “news” is no http or https address"],
  ["title: A: B\ndate: 2026-11-28", "its front matter is no YAML: "],
  ["- a", "its front matter is no list of lines such as “title: The river”"],
])("what is wrong is named with its key: %j", async (matter, words) => {
  const [found] = await read(matter);
  const unreadable = words.endsWith(" ") ? expect.stringContaining(words) : words;
  expect(found).toEqual({ id: "river.md", unreadable });
});

test.each([
  ["title: 1984", { headline: "1984" }],
  ["title: 007", { headline: "007" }],
  ["tags: [2026, x, x]", { tags: ["2026", "x"] }],
  ["tags: one", { tags: ["one"] }],
  ["tags:", { tags: [] }],
  ["tags: [a, null, ~]", { tags: ["a"] }],
  ["standfirst:", { standfirst: "" }],
  ["standfirst: null", { standfirst: "" }],
  ["excerpt: In short", { standfirst: "In short" }],
  ["summary: In short", { standfirst: "In short" }],
  ["standfirst: Ours\nsummary: In short", { standfirst: "Ours" }],
  ["author: { name: Ann, url: x }", { authors: ["Ann"] }],
  ["authors: [Ann, { name: Ben }]", { authors: ["Ann", "Ben"] }],
  ["lang: uk-UA", { locale: "uk" }],
  ["category: City", { section: "City", tags: [] }],
  ["categories: [City, Rivers]\ntags: [Spring]", { section: "City", tags: ["Rivers", "Spring"] }],
  ["section: Top\ncategories: [City]", { section: "Top", tags: ["City"] }],
  ["published: true\nlayout: post\nnested: { a: [1] }", { headline: "The river" }],
])("%j is understood", async (lines, expected) => {
  const [found] = lines.startsWith("title")
    ? await read(`${lines}\ndate: 2026-04-02`)
    : await readWith(lines);
  expect(found).toMatchObject(expected);
});

test.each(["draft: true", "draft: yes", "published: false"])("%s is a draft", async (line) => {
  expect(await readWith(line)).toEqual([]);
});
