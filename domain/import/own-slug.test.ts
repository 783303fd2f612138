import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { authors, sections } from "@/db/schema";
import { ENGINES, openTestDatabase } from "@/db/testing/open-test-database";
import { authorSlug, sectionSlug } from "./own-slug";

describe.each(ENGINES)("on %s", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  const author = (name: string | null) => database.db.transaction((tx) => authorSlug(tx, name));
  const section = (name: string | null) => database.db.transaction((tx) => sectionSlug(tx, name));
  const nameOf = async (slug: string) =>
    (await database.db.select({ name: authors.name }).from(authors).where(eq(authors.slug, slug)))[0]?.name;
  const sectionNamed = async (slug: string) =>
    (await database.db.select({ name: sections.name }).from(sections).where(eq(sections.slug, slug)))[0]?.name
      .en;

  test("every author has a slug of their own, again and again, and the newsroom keeps its own", async () => {
    const names = ["Γιώργος", "山田太郎", "Jose Garcia", "José García", "Newsroom!", "Jose Garcia 2", null];
    const given: string[] = [];
    for (const name of names) given.push(await author(name));
    expect(given).toEqual([
      expect.stringMatching(/^author-[0-9a-f]{10}$/),
      expect.stringMatching(/^author-[0-9a-f]{10}$/),
      "jose-garcia",
      "jose-garcia-2",
      "newsroom-2",
      "jose-garcia-2-2",
      "newsroom",
    ]);
    expect(new Set(given).size).toBe(names.length);
    for (const [at, name] of names.entries()) expect(await author(name)).toBe(given[at]);
    for (const [at, slug] of given.entries()) expect(await nameOf(slug)).toBe(names[at] ?? "Newsroom");
  });

  test("a name spelled with other capitals, or composed otherwise, is the same one and follows", async () => {
    const slug = await author("olena koval");
    expect(await author("Olena Koval")).toBe(slug);
    expect(await nameOf(slug)).toBe("Olena Koval");
    expect(await author("Zoe\u0308")).toBe(await author("Zoë"));
  });

  test("a name in Cyrillic letters and in Latin ones is one author's, in whichever order they come", async () => {
    const read = async (slug: string) =>
      (await database.db.select().from(authors).where(eq(authors.slug, slug)))[0];
    for (const [first, second] of [
      ["Petro Lys", "Петро Лис"],
      ["Ганна Жук", "Hanna Zhuk"],
    ] as const) {
      const slug = await author(first);
      expect(await author(second)).toBe(slug);
      const [latin = "", cyrillic = ""] = [first, second].sort();
      for (const again of [first, second, second]) expect(await author(again)).toBe(slug);
      expect(await read(slug)).toMatchObject({ name: latin, translations: { uk: { name: cyrillic } } });
    }
  });

  test("an author who was given the newsroom's slug loses it to the newsroom", async () => {
    await database.db.update(authors).set({ name: "Γιώργος" }).where(eq(authors.slug, "newsroom"));
    await author(null);
    expect(await nameOf("newsroom")).toBe("Newsroom");
  });

  test("every section has a slug of its own, and news keeps its own", async () => {
    const names = ["Ειδήσεις", "Город", "Horod", "News!", null];
    const given: string[] = [];
    for (const name of names) given.push(await section(name));
    expect(given).toEqual([
      expect.stringMatching(/^section-[0-9a-f]{10}$/),
      "horod",
      "horod-2",
      "news-2",
      "news",
    ]);
    for (const [at, name] of names.entries()) {
      expect(await section(name)).toBe(given[at]);
      expect(await sectionNamed(given[at] ?? "")).toBe(name ?? "News");
    }
    await database.db
      .update(sections)
      .set({ name: { en: "Ειδήσεις" } })
      .where(eq(sections.slug, "news"));
    await section(null);
    expect(await sectionNamed("news")).toBe("News");
  });
});
