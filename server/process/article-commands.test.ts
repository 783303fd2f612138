import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { runArticlesCommand } from "./article-commands";

let newsroom: Newsroom;
let folder: string;

beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
  folder = await mkdtemp(join(tmpdir(), "muster-articles-"));
  await writeFile(join(folder, "a.md"), "---\ntitle: A\ndate: 2026-04-02\n---\nWords.\n");
});
afterAll(async () => {
  await newsroom.close();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const code = await runArticlesCommand(newsroom.ctx, args, (line) => said.push(line));
  return { code, said: said.join("\n") };
}

test("each article is told of, then the sum; the code says whether all came", async () => {
  expect(await run("import", "markdown", folder)).toEqual({
    code: 0,
    said: "added: “A”\n1 added, 0 updated, 0 unchanged, 0 removed, 0 failed.",
  });
  await writeFile(join(folder, "b.md"), "without a front matter");
  const { code, said } = await run("import", "markdown", `${folder}/`);
  expect(code).toBe(1);
  expect(said).toMatch(/^failed: b\.md: .*\n0 added, 0 updated, 1 unchanged, 0 removed, 1 failed\.$/);
});

test.each([[[]], [["export"]], [["import"]], [["import", "markdown"]], [["import", "gopher", "x"]]])(
  "%j is answered with how it is used",
  async (args) => {
    const { code, said } = await run(...args);
    expect(code).toBe(2);
    expect(said).toMatch(/^Usage: npm run articles -- import /);
  },
);

test("a source that cannot be read is an error in words", async () => {
  await expect(run("import", "markdown", join(folder, "nowhere"))).rejects.toThrow("nowhere");
});
