import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { htmlToBlocks } from "./html-to-blocks";
import { readMarkdown } from "./read-markdown";
import { HOSTILE } from "./testing/hostile-html";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-markdown-"));
});
afterEach(() => rm(folder, { recursive: true }));

const FRONT = "---\ntitle: The river\ndate: 2026-11-28\n---\n";

async function write(name: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

async function readAll() {
  const found = [];
  for await (const article of readMarkdown(folder).articles) found.push(article);
  return found;
}

async function blocksOf(body: string) {
  await write("river.md", FRONT + body);
  const [read] = await readAll();
  if (!read || "unreadable" in read) throw new Error(read?.unreadable ?? "nothing was read");
  return htmlToBlocks(read.content, null, { takesFiles: true });
}

test.each([
  ["a byte order mark", `\ufeff${FRONT}Words.`],
  ["spaces after the lines", "---  \ntitle: The river\ndate: 2026-11-28\n--- \t\nWords."],
  ["Windows' line ends", FRONT.replaceAll("\n", "\r\n")],
  ["three dots at its end", "---\ntitle: The river\ndate: 2026-11-28\n...\nWords."],
  ["no text after it", "---\ntitle: The river\ndate: 2026-11-28\n---"],
])("a front matter with %s is read", async (_name, text) => {
  await write("river.md", text);
  expect(await readAll()).toEqual([expect.objectContaining({ headline: "The river" })]);
});

test.each([
  ["TOML", "+++\ntitle = 'The river'\n+++\nWords.", "its front matter is TOML (+++): write it as YAML"],
  ["no end", "---\ntitle: The river\nWords.", "its front matter has no closing --- line"],
  ["no front matter", "Words.", "it does not begin with a front matter between two --- lines"],
  ["another encoding", Buffer.from("ff000041", "hex"), "it is not UTF-8 text"],
  ["windows-1251", Buffer.concat([Buffer.from(FRONT), Buffer.from("d0e5ea", "hex")]), "it is not UTF-8 text"],
  ["HTML without a bottom", `${FRONT}${"<div>".repeat(6_000)}`, "its Markdown is nested too deep to be read"],
])("a file with %s fails in words", async (_name, content, words) => {
  await write("river.md", content);
  expect(await readAll()).toEqual([{ id: "river.md", unreadable: expect.stringContaining(words) }]);
});

test("files are told by their ending in any case; a README without a front matter is none of them", async () => {
  for (const name of ["A.MD", "b.Markdown", "2026/c.md", "README.md"]) await write(name, FRONT);
  await write("2026/Readme.MD", "# About this folder");
  await write("d.txt", "Words.");
  expect((await readAll()).map(({ id }) => id)).toEqual(["2026/c.md", "A.MD", "README.md", "b.Markdown"]);
});

test("a link is followed inside the folder and nowhere else, and brings no article twice", async () => {
  const outside = await mkdtemp(join(tmpdir(), "muster-outside-"));
  await writeFile(join(outside, "secret.md"), FRONT);
  await write("shared/river.txt", FRONT);
  await write("flood.md", FRONT);
  await symlink(join(folder, "shared/river.txt"), join(folder, "river.md"));
  await symlink(join(folder, "flood.md"), join(folder, "latest.md"));
  await symlink(join(outside, "secret.md"), join(folder, "secret.md"));
  await symlink(join(folder, "nowhere"), join(folder, "dead.md"));
  expect(await readAll()).toEqual([
    { id: "dead.md", unreadable: "it is a link to a file that is not there" },
    expect.objectContaining({ id: "flood.md", headline: "The river" }),
    expect.objectContaining({ id: "river.md", headline: "The river" }),
    { id: "secret.md", unreadable: "it is a link out of the folder: put the file itself there" },
  ]);
  await rm(outside, { recursive: true });
});

test.each([
  ["# The  RIVER\n\nWords.", ["paragraph"]],
  ["# Another\n\nWords.", ["heading", "paragraph"]],
  ["Words.\n\n# The river", ["paragraph", "heading"]],
])("a first heading that says the headline again is left out: %j", async (body, types) => {
  expect((await blocksOf(body)).blocks.map((block) => block.type)).toEqual(types);
});

test("HTML in Markdown is reduced like any other", async () => {
  const { blocks, dropped } = await blocksOf(
    "<div class=note>\n\nKept *words*.\n\n</div>\n\nA <b>bold</b> one.\n\n<form>gone</form>",
  );
  expect(blocks).toEqual([
    { type: "paragraph", content: [{ text: "Kept " }, { text: "words", italic: true }, { text: "." }] },
    { type: "paragraph", content: [{ text: "A " }, { text: "bold", bold: true }, { text: " one." }] },
  ]);
  expect([...dropped]).toEqual([["<form>", 1]]);
});

test.each([...HOSTILE, HOSTILE.join("\n"), HOSTILE.join("\n\n")])(
  "hostile HTML in Markdown does nothing: %s",
  async (html) => {
    const { blocks } = await blocksOf(`Before.\n\n${html}\n\nAnd ${html} inside.`);
    expect(blocks[0]).toEqual({ type: "paragraph", content: [{ text: "Before." }] });
    const addresses: string[] = [];
    JSON.stringify(blocks, (key, value) => {
      if (key === "href" || key === "url" || key === "src") addresses.push(value);
      return value;
    });
    for (const address of addresses)
      if (!address.startsWith(pathToFileURL(`${folder}/`).href)) expect(address).toMatch(/^(https?|mailto):/);
  },
);
