import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "@/db/testing/open-test-database";
import { seedArticles } from "@/domain/demo/seed-articles";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { searchArticles } from "./search-articles";

describe.each(ENGINES)("looking for articles on %s", (engine) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await seedArticles(newsroom.ctx);
  });
  afterAll(() => newsroom.close());

  const found = async (text: string, locale: "en" | "uk" = "en") => {
    const { articles } = await searchArticles(newsroom.ctx, { text, locale, limit: 10 });
    return articles.map((article) => article.slug);
  };

  test("a headline's word comes before one deep in another text", async () => {
    expect((await found("bridge"))[0]).toBe("the-bridge-that-floats");
  });

  test("the beginning of the last word is enough", async () => {
    expect(await found("post off")).toContain("in-praise-of-the-wrong-clock");
  });

  test("a word in a table or a caption is found", async () => {
    expect(await found("initials")).toEqual(["what-the-river-gave-back"]);
  });

  test("Ukrainian words are found in other cases, in capitals and small letters", async () => {
    expect(await found("НУЛЬОВИЙ", "uk")).toEqual(["nulovyi-marshrut"]);
    expect(await found("маршруту", "uk")).toContain("nulovyi-marshrut");
    expect(await found("тролейбуси", "uk")).toContain("nulovyi-marshrut");
  });

  test("a language finds only its own articles", async () => {
    expect(await found("тролейбус", "en")).toEqual([]);
  });

  test.each(["", "   ", "'", "!!! & | :*", "\\", "(((", "%", "' OR 1=1 --", "\u0000"])(
    "what is no word finds nothing and breaks nothing: %j",
    async (text) => {
      await expect(found(text)).resolves.toBeInstanceOf(Array);
    },
  );

  test("pages do not repeat and the total counts them all", async () => {
    const page = (offset: number) =>
      searchArticles(newsroom.ctx, { text: "the", locale: "en", limit: 3, offset });
    const [first, second] = [await page(0), await page(3)];
    expect(first.total).toBeGreaterThanOrEqual(6);
    const slugs = [...first.articles, ...second.articles].map((article) => article.slug);
    expect(new Set(slugs).size).toBe(6);
  });
});
