import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { articles, sections } from "@/db/schema";
import { ENGINES } from "@/db/testing/open-test-database";
import { seedArticles } from "@/domain/demo/seed-articles";
import { type Newsroom, openNewsroom } from "@/domain/testing/newsroom";
import { listArticles, listSections, readAuthor, readNeighbours, readTag } from "./read-articles";

describe.each(ENGINES)("reading articles on %s", (engine) => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom(engine);
    await seedArticles(newsroom.ctx);
  });
  afterAll(() => newsroom.close());

  const page = async (limit: number, offset = 0) =>
    (await listArticles(newsroom.ctx, { locale: "en", limit, offset })).articles;

  test("a topic is known by its address, whichever alphabet it is in", async () => {
    expect(await readTag(newsroom.ctx, { slug: "local-government", locale: "en" })).toBe("local government");
    expect(await readTag(newsroom.ctx, { slug: "місто", locale: "uk" })).toBe("місто");
    expect(await readTag(newsroom.ctx, { slug: "місто", locale: "en" })).toBeNull();
  });

  test("an author is told of in the page's language, in lists and by name", async () => {
    const { articles: uk } = await listArticles(newsroom.ctx, { locale: "uk", limit: 20 });
    const names = uk.flatMap((article) => article.authors.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^[А-ЯІЇЄҐ]/u);
    const read = (locale: "en" | "uk") => readAuthor(newsroom.ctx, { slug: "marko-lys", locale });
    expect(await read("en")).toMatchObject({ name: "Marko Lys", role: "Business correspondent" });
    expect(await read("uk")).toMatchObject({ name: "Марко Лис", role: "Кореспондент відділу бізнесу" });
  });

  test("a section that an import made is there where it has articles, and no longer than it has", async () => {
    const slugs = async (locale: "en" | "uk") =>
      (await listSections(newsroom.ctx, locale)).map(({ slug }) => slug);
    const all = await slugs("uk");
    expect(all).toEqual(await slugs("en"));
    await newsroom.ctx.db.insert(sections).values({ slug: "city", name: { en: "City" }, position: 9 });
    expect(await slugs("en")).toEqual(all);
    await newsroom.ctx.db
      .update(articles)
      .set({ sectionSlug: "city" })
      .where(eq(articles.slug, "forty-one-keys"));
    expect(await slugs("en")).toEqual([...all, "city"]);
    expect(await slugs("uk")).toEqual(all);
  });

  test("an article's neighbours are the ones published just before and after it", async () => {
    const all = await page(20);
    const bakery = all.findIndex(({ slug }) => slug === "tomorrows-bread-paid-today");
    const { older, newer } = await readNeighbours(newsroom.ctx, all[bakery]!);
    expect([older?.slug, newer?.slug]).toEqual([all[bakery + 1]?.slug, all[bakery - 1]?.slug]);
  });

  test("articles of one and the same time keep one order: pages do not repeat, and neighbours lead through them all", async () => {
    await newsroom.ctx.db.update(articles).set({ publishedAt: new Date("2026-11-01T00:00:00Z") });
    const all = (await page(20)).map(({ slug }) => slug);
    expect(all.length).toBeGreaterThan(5);
    const paged = [...(await page(3)), ...(await page(3, 3)), ...(await page(20, 6))];
    expect(paged.map(({ slug }) => slug)).toEqual(all);
    const walked: string[] = [];
    for (let [at] = await page(1); at && walked.length <= all.length; ) {
      walked.push(at.slug);
      const { older, newer }: Awaited<ReturnType<typeof readNeighbours>> = await readNeighbours(
        newsroom.ctx,
        at,
      );
      expect(newer?.slug).toBe(walked.at(-2));
      at = older ?? undefined;
    }
    expect(walked).toEqual(all);
  });
});
