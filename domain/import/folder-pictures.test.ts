import { cp, mkdir, mkdtemp, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { articles, importedArticles } from "@/db/schema";
import { readArticle } from "@/domain/article/read-articles";
import { storePicture } from "@/domain/media/store-picture";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { importArticles } from "./import-articles";
import { readMarkdown } from "./read-markdown";

let newsroom: Newsroom;
let folder: string;
const paint = (background: string) =>
  sharp({ create: { width: 30, height: 20, channels: 3, background } })
    .png()
    .toBuffer();

beforeAll(async () => {
  newsroom = await openNewsroom("pglite");
});
afterAll(() => newsroom.close());
beforeEach(async () => {
  const outer = await mkdtemp(join(tmpdir(), "muster-pictures-"));
  folder = join(outer, "articles");
  await mkdir(join(folder, "2026/sub"), { recursive: true });
  await mkdir(join(folder, "images"));
  await writeFile(join(outer, "secret.png"), await paint("black"));
  await writeFile(join(folder, "2026/sub/pic.png"), await paint("teal"));
  await writeFile(join(folder, "images/a b.png"), await paint("crimson"));
  await writeFile(join(folder, "images/river.png"), await paint("navy"));
});
afterEach(async () => {
  await newsroom.ctx.db.delete(articles);
  await rm(join(folder, ".."), { recursive: true });
});

async function bring(body: string, matter = "") {
  const front = `---\ntitle: The river\nslug: river\ndate: 2020-04-02\n${matter}---\n`;
  await writeFile(join(folder, "2026/river.md"), front + body);
  const said: string[] = [];
  const outcome = await importArticles(newsroom.ctx, readMarkdown(folder), {
    ...{ source: `markdown ${folder}`, locale: "en", canonical: "here", allowedHost: null },
    print: (line) => said.push(line),
  });
  const [row] = await newsroom.ctx.db
    .select()
    .from(importedArticles)
    .where(eq(importedArticles.source, `markdown ${folder}`));
  const article = await readArticle(newsroom.ctx, { slug: "river", locale: "en" });
  return { outcome, said, article, leftOut: row?.leftOut ?? null };
}
test.each([
  ["beside the file", '![Teal](sub/pic.png "At dawn")', { alt: "Teal", caption: "At dawn" }],
  ["with a space", "![Red](../images/a b.png)", { alt: "Red" }],
  ["with a space and a caption", '![Red](../images/a b.png "Dusk")', { alt: "Red", caption: "Dusk" }],
  ["with %20", "![Red](../images/a%20b.png)", { alt: "Red" }],
  ["in angle brackets", "![Red](<../images/a b.png>)", { alt: "Red" }],
  ["from the folder's root", "![](/images/river.png)", { alt: "" }],
  ["from the root without its stroke", "![](images/river.png)", { alt: "" }],
  ["with a query", "![](sub/pic.png?raw=true)", { alt: "" }],
  ["in HTML", '<figure><img src="sub/pic.png"><figcaption>C</figcaption></figure>', { caption: "C" }],
])("a picture %s is brought", async (_name, body, picture) => {
  const { article, leftOut } = await bring(body);
  expect(leftOut).toBeNull();
  expect(article?.body).toMatchObject([{ type: "figure", picture: { width: 30, height: 20, ...picture } }]);
});

test.each(["images/river.png", "/images/river.png", "../images/river.png"])(
  "image: %s is the lead picture",
  async (path) => {
    const { article } = await bring("Words.", `image: ${path}\nimageAlt: A river\n`);
    expect(article?.hero).toMatchObject({ width: 30, alt: "A river" });
  },
);

test.each([
  ["![](../../secret.png)", "picture (picture outside the folder: ../secret.png)"],
  ["![](/../secret.png)", "picture (picture outside the folder: ../secret.png)"],
  ["![](../images/link.png)", "picture (picture outside the folder: images/link.png)"],
  ["![](linked/secret.png)", "picture (picture outside the folder: 2026/linked/secret.png)"],
  ["![](sub)", "picture (2026/sub is no file)"],
  ["![](../images/gone.png)", "picture (there is no file images/gone.png)"],
  ["![](../images/words.png)", expect.stringContaining("picture (")],
])("%s is left out and told of", async (body, words) => {
  await symlink(join(folder, "../secret.png"), join(folder, "images/link.png"));
  await symlink(join(folder, ".."), join(folder, "2026/linked"));
  await writeFile(join(folder, "images/words.png"), "words");
  const { article, leftOut, outcome } = await bring(`Words.\n\n${body}`);
  expect(outcome.added).toBe(1);
  expect(leftOut).toEqual(words);
  expect(article?.body.map((block) => block.type)).toEqual(["paragraph"]);
});

test("no address that an author writes names a file by itself", async () => {
  const secret = pathToFileURL(join(folder, "../secret.png")).href;
  const own = pathToFileURL(join(folder, "images/river.png")).href;
  const { article, leftOut } = await bring(
    `Words.\n\n![](${secret}) ![](${own})\n\n<img src="${secret}"><img data-src="${secret}" srcset="${secret}">`,
    `image: ${secret}\n`,
  );
  expect(article?.hero).toBeNull();
  expect(article?.body.map((block) => block.type)).toEqual(["paragraph"]);
  expect(leftOut).toContain("there is no file");
  await expect(storePicture(newsroom.ctx, own, { allowedHost: null })).rejects.toThrow("names a file");
});

test("a picture follows its file at once, in each article that shows it, however old", async () => {
  const path = join(folder, "images/river.png");
  const second = "---\ntitle: Second\nslug: second\ndate: 2020-04-02\n---\n![](../images/river.png)";
  await writeFile(join(folder, "2026/second.md"), second);
  const before = await bring("![](../images/river.png)");
  expect((await bring("![](../images/river.png)")).outcome).toMatchObject({ unchanged: 2 });
  await writeFile(path, await paint("gold"));
  const after = await bring("![](../images/river.png)");
  expect(after.outcome).toMatchObject({ updated: 2, unchanged: 0 });
  expect(after.article?.body).not.toEqual(before.article?.body);
  expect((await readArticle(newsroom.ctx, { slug: "second", locale: "en" }))?.body).toEqual(
    after.article?.body,
  );

  await cp(path, join(folder, "copy.png"));
  await unlink(path);
  expect((await bring("![](../images/river.png)")).outcome).toMatchObject({ unchanged: 2 });
});

test("a picture that is put there later comes with the next import", async () => {
  await bring("![](late.png)");
  await writeFile(join(folder, "2026/late.png"), await paint("olive"));
  const { outcome, article } = await bring("![](late.png)");
  expect(outcome).toMatchObject({ updated: 1 });
  expect(article?.body).toMatchObject([{ type: "figure" }]);
});

test("a picture that is no file here is looked for where the article was", async () => {
  const { leftOut } = await bring("![](photo.png)", "canonical: http://127.0.0.1:1/2020/river/\n");
  expect(leftOut).toMatch(/^picture \(127\.0\.0\.1:1|^picture \(.*port other/);
});
