import type { Page } from "@playwright/test";
import { READER_PAGES } from "./support/pages";
import { expect, test } from "./support/test";

/** Elements of an XML document by the browser's own parser: the text of each child by its name. */
function readXml(page: Page, xml: string, name: string): Promise<Record<string, string>[]> {
  return page.evaluate(
    ([text = "", wanted = ""]) => {
      const document = new DOMParser().parseFromString(text, "application/xml");
      const trouble = document.querySelector("parsererror");
      if (trouble) throw new Error(trouble.textContent ?? "");
      return [...document.getElementsByTagName(wanted)].map((element) =>
        Object.fromEntries(
          [...element.getElementsByTagName("*")].map((child) => [
            child.tagName,
            child.getAttribute("href") ?? child.textContent ?? "",
          ]),
        ),
      );
    },
    [xml, name],
  );
}

const text = async (url: string) => (await fetch(url)).text();
const isMoment = (value: string | undefined) => !Number.isNaN(Date.parse(value ?? ""));

test("feeds are well-formed, and each of their articles is at the address they give", async ({
  page,
  newsroom,
}) => {
  await page.goto("/");
  for (const folder of ["", "/uk", "/sections/business"]) {
    const items = await readXml(page, await text(`${newsroom.url}${folder}/feed.xml`), "item");
    const entries = await readXml(page, await text(`${newsroom.url}${folder}/atom.xml`), "entry");
    expect(items.length, folder).toBeGreaterThan(0);
    expect(entries.map((entry) => entry.link)).toEqual(items.map((item) => item.link));
    for (const { title, link, guid, pubDate, ...rest } of items) {
      expect([title, guid, rest["content:encoded"], rest["dc:creator"]].every(Boolean), link).toBe(true);
      expect(isMoment(pubDate), link).toBe(true);
    }
    for (const { id, title, updated, name, link = "" } of entries) {
      expect([id, title, name].every(Boolean) && isMoment(updated), link).toBe(true);
      expect((await fetch(link, { method: "HEAD" })).status, link).toBe(200);
    }
  }
});

test("sitemaps are well-formed, name every article once, and lead only to pages", async ({
  page,
  newsroom,
}) => {
  await page.goto("/");
  const urls = await readXml(page, await text(`${newsroom.url}/sitemap.xml`), "url");
  const places = urls.map(({ loc = "" }) => loc);
  expect(new Set(places).size).toBe(places.length);
  expect(places).toContain(newsroom.url + READER_PAGES["article-uk"]);
  for (const place of places) expect((await fetch(place, { method: "HEAD" })).status, place).toBe(200);
  for (const url of await readXml(page, await text(`${newsroom.url}/news-sitemap.xml`), "url")) {
    expect(
      ["news:name", "news:language", "news:title"].every((name) => url[name]),
      url.loc,
    ).toBe(true);
    expect(isMoment(url["news:publication_date"])).toBe(true);
  }
});

test("structured data has what search engines require", async ({ newsroom }) => {
  const dataOf = async (path: string) => {
    const scripts = (await text(newsroom.url + path)).matchAll(
      /<script type="application\/ld\+json">(.*?)<\/script>/gs,
    );
    return [...scripts].map(([, json = ""]) => JSON.parse(json));
  };
  for (const path of [READER_PAGES.article, READER_PAGES["article-uk"]]) {
    const [article, trail] = await dataOf(path);
    expect(article).toMatchObject({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline: expect.stringMatching(/^.{1,110}$/),
      publisher: { name: expect.any(String), logo: { url: expect.stringMatching(/^https?:/) } },
      mainEntityOfPage: newsroom.url + path,
    });
    expect(isMoment(article.datePublished) && isMoment(article.dateModified)).toBe(true);
    for (const address of [...article.image, ...article.author.map((one: { url: string }) => one.url)])
      expect((await fetch(address, { method: "HEAD" })).status, address).toBe(200);
    expect(article.author.every((one: { name: string }) => one.name)).toBe(true);
    expect(trail["@type"]).toBe("BreadcrumbList");
    for (const [index, { position, name, item }] of trail.itemListElement.entries()) {
      expect([position, Boolean(name)]).toEqual([index + 1, true]);
      expect((await fetch(item, { method: "HEAD" })).status, item).toBe(200);
    }
  }
  const [profile] = await dataOf(READER_PAGES.author);
  expect(profile).toMatchObject({
    "@type": "ProfilePage",
    mainEntity: { "@type": "Person", name: "Marko Lys" },
  });
});
