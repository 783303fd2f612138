import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sizeOf } from "./domain/embed/draw-svg";
import { DEFAULT_OPTIONS, LAYOUTS, THEMES } from "./domain/embed/embed-options";
import { frameHeight, snippets } from "./domain/embed/snippets";
import { readMarkdown } from "./domain/import/read-markdown";
import { LOCALES } from "./domain/locale";
import { readSettings } from "./env";
import { type EmbedWorld, openEmbedWorld, SITE } from "./server/embed/testing/embed-world";

const read = (name: string) => readFile(join("docs", `${name}.md`), "utf8");

let world: EmbedWorld;
beforeAll(async () => {
  world = await openEmbedWorld();
  world.publish();
});
afterAll(() => world.close());

describe("docs/embedding.md", () => {
  test("every address in it is answered, with the kind of thing that it promises", async () => {
    const text = await read("embedding");
    const kinds: Record<string, string> = {
      svg: "image/svg",
      png: "image/png",
      txt: "text/plain",
      js: "javascript",
      json: "json",
      live: "event-stream",
    };
    const addresses = [
      ...text.matchAll(/(?:https:\/\/courier\.example|`(?:GET )?)(\/(?:embed|api|widget)[^"'`\s]*)/g),
    ]
      .map(([, address = ""]) =>
        address
          .replaceAll("<slug>", "25000")
          .replace("/*", "/25000")
          .replace(/([?&]\w+)=(?=&|$)/g, "$1"),
      )
      .filter((address) => address !== "/embed" && address !== "/embed/" && address !== "/embed/resize.js");
    expect(new Set(addresses).size).toBeGreaterThan(10);
    for (const address of new Set(addresses)) {
      const stop = new AbortController();
      const path = address.startsWith("/api/oembed")
        ? `/api/oembed?url=${SITE}/embed/25000&format=json&maxwidth=300&maxheight=200`
        : address;
      const answer = await world.get(path, { signal: stop.signal });
      expect(answer.status, path).toBe(200);
      const ending = /(?:\.|\/)(svg|png|txt|js|json|live)(?:\?|$)/.exec(path)?.[1];
      const kind = ending ? kinds[ending] : path.startsWith("/api/") ? "json" : "text/html";
      expect(answer.headers.get("content-type"), path).toContain(kind);
      stop.abort();
    }
  });

  test("its lines are those that the gallery gives to copy", async () => {
    const text = await read("embedding");
    const title = "Membership drive of The Courier";
    const made = snippets({
      siteUrl: SITE,
      drive: "25000",
      options: DEFAULT_OPTIONS,
      joinUrl: `${SITE}/join`,
      host: "partner.example",
      title,
    });
    for (const line of [made.frame, made.newsletter, made.resize]) expect(text).toContain(line);
    expect(made.pinned).toContain(
      /<script async src="[^"]+widget\.v1\.js" integrity="sha384-/.exec(text)?.[0],
    );
  });

  test("its options and sizes are those of the code", async () => {
    const text = await read("embedding");
    for (const [option, values] of Object.entries({ theme: THEMES, layout: LAYOUTS, lang: LOCALES })) {
      const row = new RegExp(`^\\| \`${option}\` +\\| ([^|]+)\\|`, "m").exec(text)?.[1] ?? "";
      expect([...row.matchAll(/`(\w+)`/g)].map(([, value]) => value)).toEqual([...values]);
    }
    const quiet = { ...DEFAULT_OPTIONS, message: false };
    const card = { ...DEFAULT_OPTIONS, layout: "card" } as const;
    const badge = { ...DEFAULT_OPTIONS, layout: "badge" } as const;
    const across = text.replaceAll("\n", " ");
    expect(/Sizes, in pixels: (.*?)\. /.exec(across)?.[1]).toBe(
      `bar ${sizeOf(DEFAULT_OPTIONS).width} × ${sizeOf(DEFAULT_OPTIONS).height} (${sizeOf(quiet).height} without the message), ` +
        `card ${sizeOf(card).width} × ${sizeOf(card).height} (${sizeOf({ ...card, message: false }).height}), badge ${sizeOf(badge).height} high`,
    );
    expect(/Frames: (.*?);/.exec(across)?.[1]).toBe(
      `${frameHeight(DEFAULT_OPTIONS)}, ${frameHeight(quiet)} (without the message) and ${frameHeight(badge)} (badge) high`,
    );
  });
});

test("docs/importing.md shows settings and a front matter that are read", async () => {
  const text = await read("importing");
  const settings = /```sh\n(IMPORT_.*?)```/s.exec(text)?.[1] ?? "";
  expect(readSettings("demo", parseEnv(settings)).importArticles).toHaveLength(2);
  const folder = await mkdtemp(join(tmpdir(), "muster-docs-"));
  await writeFile(join(folder, "river.md"), `${/```markdown\n(.*?)```/s.exec(text)?.[1]}\nThe river rose.\n`);
  const found = [];
  for await (const article of readMarkdown(folder).articles) found.push(article);
  await rm(folder, { recursive: true });
  expect(found).toMatchObject([{ headline: "The river in spring", section: "City" }]);
});

/** Pages and forms, as the folders of app/ make them. */
async function routes(): Promise<RegExp[]> {
  const files = await readdir("app", { recursive: true });
  // Feeds are answered by a part of the front door that wants a database; its tests are beside it.
  const feeds = [/^(\/sections\/[^/]+|\/uk)?\/(feed|atom|sitemap|news-sitemap)\.xml$|^\/robots\.txt$/];
  const pages = files
    .filter((file) => /\/(page|route)\.tsx?$/.test(file) && !file.includes("[...rest]"))
    .map((file) => `/${file.replace(/\/?(page|route)\.tsx?$/, "")}`)
    .map((route) => new RegExp(`^${route.replace("/[locale]", "(?:/uk)?").replace(/\[\w+\]/g, "[^/]+")}/?$`));
  return [...feeds, ...pages];
}

/** On the operator's machine or another site, or cut short. */
const ELSEWHERE = /^\/(etc|opt|var|usr)\/|^\/#|…/;

test.each(["../README", "counter-only", "operating", "reading", "staff"])(
  "every address that docs/%s.md names is one of the site",
  async (name) => {
    const pages = await routes();
    const named = [
      ...(await read(name)).matchAll(/(?:`|127\.0\.0\.1:3000|your\.site|<your name>)(\/[^`\s]*)/g),
    ]
      .map(([, address = ""]) =>
        (address.split("?")[0] ?? "").replace(/<[^>]+>|(?<=\/)\*(?=\/)/g, "25000").replace(/\*$/, ""),
      )
      .filter((address) => !ELSEWHERE.test(address) && address.length > 0);
    for (const address of new Set(named)) {
      if (pages.some((page) => page.test(address))) continue;
      const stop = new AbortController();
      const { status } = await world.get(address, { signal: stop.signal });
      stop.abort();
      expect(status, address).not.toBe(404);
    }
  },
);
