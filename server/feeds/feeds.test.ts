import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import type { Article } from "@/domain/article/article";
import { newsSitemap, robotsTxt, sitemap } from "./sitemaps";
import { webManifest } from "./web-manifest";
import { atomFeed, type FeedSource, rssFeed } from "./write-feed";

const SITE = "https://courier.example";

const article: Article = {
  slug: "bread",
  locale: "uk",
  section: { slug: "business", name: "Бізнес" },
  headline: 'Хліб & "сіль" <разом>',
  standfirst: "Про хліб.",
  authors: [
    { slug: "marko", name: "Марко", role: "", bio: "", avatar: null },
    { slug: "ostap", name: "Остап", role: "", bio: "", avatar: null },
  ],
  hero: null,
  editorsNote: null,
  correction: null,
  body: [{ type: "paragraph", content: [{ text: "]]> & <b>" }] }],
  tags: ["хліб"],
  publishedAt: "2026-11-23T12:00:00.000Z",
  updatedAt: "2026-11-23T13:00:00.000Z",
};

const source = (format: string): FeedSource => ({
  newsroom: { name: "The Dnipro Courier", tagline: null, about: null },
  siteUrl: SITE,
  locale: "uk",
  section: article.section,
  articles: [article],
  first: new Map(),
  selfPath: `/uk/sections/business/${format}.xml`,
});

describe("feeds", () => {
  test("RSS gives the whole article, its authors, its one address and its time", async () => {
    const { items, title, link } = parseRssFeed(await rssFeed(source("feed")));
    expect([title, link]).toEqual(["Бізнес · The Dnipro Courier", `${SITE}/uk/sections/business`]);
    expect(items?.[0]).toMatchObject({
      title: article.headline,
      link: `${SITE}/uk/articles/bread`,
      guid: { value: `${SITE}/uk/articles/bread`, isPermaLink: true },
      dc: { creators: ["Марко", "Остап"] },
      content: { encoded: "<p>]]&#62; &#38; &#60;b&#62;</p>" },
    });
    expect(new Date(items?.[0]?.pubDate ?? "").toISOString()).toBe(article.publishedAt);
  });

  test("an article that moved keeps the id it had, so that no feed reader takes it for another", async () => {
    const moved = { ...source("feed"), first: new Map([["bread", { slug: "loaf", locale: "uk" as const }]]) };
    expect(parseRssFeed(await rssFeed(moved)).items?.[0]).toMatchObject({
      link: `${SITE}/uk/articles/bread`,
      guid: { value: `${SITE}/uk/articles/loaf` },
    });
    expect(parseAtomFeed(await atomFeed(moved)).entries?.[0]?.id).toBe(`${SITE}/uk/articles/loaf`);
  });

  test("Atom says when it was published and when it changed", async () => {
    const feed = parseAtomFeed(await atomFeed(source("atom")));
    expect(feed.id).toBe(`${SITE}/uk/sections/business/atom.xml`);
    expect(feed.entries?.[0]).toMatchObject({
      id: `${SITE}/uk/articles/bread`,
      title: { value: article.headline },
      published: article.publishedAt,
      updated: article.updatedAt,
    });
  });

  test("a feed of nothing is a feed", async () => {
    expect(parseRssFeed(await rssFeed({ ...source("feed"), articles: [] })).title).toContain("Бізнес");
    expect(parseAtomFeed(await atomFeed({ ...source("atom"), articles: [] })).entries ?? []).toEqual([]);
  });
});

const address = (slug: string, locale: "en" | "uk", publishedAt: string) => ({
  slug,
  locale,
  headline: "Bread & salt",
  publishedAt: new Date(publishedAt),
  updatedAt: null,
});

describe("sitemaps", () => {
  const articles = [
    address("bread", "en", "2026-11-23T12:00:00Z"),
    address("bread", "uk", "2026-11-23T12:00:00Z"),
    address("old", "en", "2026-11-20T12:00:00Z"),
  ];

  test("every page is named once, with its other languages where it has them", () => {
    const xml = sitemap({ siteUrl: SITE, articles, sections: ["war"], authors: ["marko"] });
    const places = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => place);
    expect(new Set(places).size).toBe(places.length);
    expect(places).toContain(`${SITE}/uk/articles/bread`);
    expect(places).toContain(`${SITE}/sections/war`);
    const old = xml.slice(xml.indexOf("/articles/old"), xml.length);
    expect(old).not.toContain("hreflang");
    expect(xml).toContain(`hreflang="uk" href="${SITE}/uk/articles/bread"`);
  });

  test("news are the last two days'", () => {
    const xml = newsSitemap(
      { siteUrl: SITE, articles },
      () => "The & Courier",
      new Date("2026-11-24T12:00:00Z"),
    );
    expect(xml.match(/<news:news>/g)).toHaveLength(2);
    expect(xml).toContain("<news:title>Bread &#38; salt</news:title>");
    expect(xml).toContain("<news:name>The &#38; Courier</news:name>");
    expect(xml).not.toContain("/articles/old");
  });

  test("robots are told where the sitemaps are and what is not theirs", () => {
    expect(robotsTxt(SITE)).toContain(`Sitemap: ${SITE}/news-sitemap.xml`);
    expect(robotsTxt(SITE)).toContain("Disallow: /staff");
  });
});

test("a device keeps the site under a short form of its name", () => {
  expect(JSON.parse(webManifest("The Evening Herald"))).toMatchObject({
    name: "The Evening Herald",
    short_name: "Evening",
  });
});
