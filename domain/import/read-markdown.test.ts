import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readMarkdown } from "./read-markdown";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-markdown-"));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  [
    "date: yesterday",
    "“yesterday” is no date: write it as 2026-11-28 or 2026-11-28T09:30:00+02:00\n  → at date",
  ],
  ["date: 2026-13-45", "“2026-13-45” is no date"],
  ["date: 20261128", "a date: write it as 2026-11-28"],
  [
    "date: 2026-11-28\nupdated: soon",
    "“soon” is no date: write it as 2026-11-28 or 2026-11-28T09:30:00+02:00\n  → at updated",
  ],
])("a file with %j is named with what is wrong in it", async (lines, complaint) => {
  const [read] = await readOne(`title: The river\n${lines}`);
  expect(read).toEqual({ id: "river.md", unreadable: expect.stringContaining(complaint) });
});

test.each([
  ["2026-11-28", "2026-11-28T00:00:00.000Z"],
  ["2026-11-28T09:30:00+02:00", "2026-11-28T07:30:00.000Z"],
])("a date may be written as %s", async (written, instant) => {
  const [read] = await readOne(`title: The river\ndate: ${written}`);
  expect(read).toMatchObject({ headline: "The river", publishedAt: new Date(instant) });
});

async function readOne(matter: string) {
  await writeFile(join(folder, "river.md"), `---\n${matter}\n---\nWords.\n`);
  const found = [];
  for await (const article of readMarkdown(folder).articles) found.push(article);
  return found;
}
