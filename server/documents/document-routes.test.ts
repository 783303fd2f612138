import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { documentRoute, lostRoute } from "./document-routes";

const route = (address: string) => {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  return documentRoute(pathname, searchParams);
};

describe("reader pages by address", () => {
  test.each([
    ["/", "/en"],
    ["/uk", "/uk"],
    ["/articles/a?page=2&utm_source=x", "/en/articles/a?page=2"],
    ["/sections/war?page=1", "/en/sections/war"],
    ["/tags/river?page=0", "/en/tags/river"],
    ["/how-we-count?page=2", "/en/how-we-count"],
    ["/search?q=river+bank&x=1", "/en/search?q=river+bank"],
    ["/articles/a?q=river", "/en/articles/a"],
  ])("%s is rendered from %s", (address, nextPath) => {
    expect(route(address)?.nextPath).toBe(nextPath);
  });

  test("searches are answered and not kept", () => {
    expect(route("/search?q=a")?.isKept).toBe(false);
    expect(route("/")?.isKept).toBe(true);
  });
});

describe("addresses that are nobody's", () => {
  test.each(["/nothing", "/uk/nothing", "/articles/a/b", "/.well-known/x"])("%s is lost", (pathname) => {
    expect(lostRoute(pathname)?.nextPath).toMatch(/\/lost$/);
  });

  test("nothing that Next has a page for is lost", () => {
    const folders = readdirSync("app/[locale]", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("[") && entry.name !== "lost")
      .map((entry) => `/${entry.name}`);
    for (const pathname of [...folders, "/staff", "/staff/login", "/uk/join", "/articles/a/og.png"]) {
      const isDocument = /^\/(articles|sections|authors|tags)$/.test(pathname) || route(pathname) !== null;
      expect(isDocument || lostRoute(pathname) === null, pathname).toBe(true);
    }
  });
});
