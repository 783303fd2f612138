import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WIDGET_V1_INTEGRITY } from "@/domain/embed/widget-v1";
import { agreeOnce, Sightings } from "./testing/agreement";
import { type EmbedWorld, openEmbedWorld } from "./testing/embed-world";
import { assertWellFormed } from "./testing/well-formed";

let world: EmbedWorld;
beforeAll(async () => {
  world = await openEmbedWorld();
  world.publish();
});
afterAll(() => world.close());

describe("the page inside an iframe", () => {
  test("is whole without a script: number, goal, deadline, message, time, a link to join", async () => {
    const html = await (await world.get("/embed/25000")).text();
    for (const words of [
      "12,345",
      "out of 25,000",
      "38 days left",
      "Quality journalism",
      "23 Nov, 14:05 Kyiv",
    ])
      expect(html).toContain(words);
    expect(html).toContain('href="https://courier.example/join"');
    expect(html.match(/12,345/g)).toHaveLength(1);
    expect(html).toContain(`data-version="${world.hub.read("25000")?.progress.version}"`);
  });

  test("may be framed by anyone, runs only our script and has only its own styles", async () => {
    const answer = await world.get("/embed/25000?accent=0a0");
    const csp = answer.headers.get("content-security-policy") ?? "";
    const styles = /<style>([\s\S]*)<\/style>/.exec(await answer.text())?.[1] ?? "";
    expect(csp).toContain("frame-ancestors *");
    expect(csp).toContain(`style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'`);
    expect(csp).not.toContain("unsafe");
    expect(answer.headers.get("x-frame-options")).toBeNull();
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  test("tells where its oEmbed answer is, and the address there answers", async () => {
    const html = await (await world.get("/embed/25000?layout=card&lang=uk")).text();
    const link =
      /type="application\/json\+oembed" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    const { pathname, search } = new URL(link);
    expect(await (await world.get(pathname + search)).json()).toMatchObject({ type: "rich", width: 320 });
  });

  test("what staff write cannot become markup", async () => {
    world.publish({}, { title: { en: '"><script>alert(1)</script>' }, message: { en: "<img onerror=x>" } });
    const html = await (await world.get("/embed/25000")).text();
    expect(html).not.toMatch(/<script>|<img/);
    world.publish();
  });

  test("asks nobody to join a drive that has ended, and says that the number is final", async () => {
    world.publish({ state: "ended", final: true });
    const html = await (await world.get("/embed/25000")).text();
    expect(html).toContain("This is the final count.");
    expect(html).toMatch(/<a [^>]*hidden/);
    expect(await (await world.get("/embed/25000.json")).json()).toMatchObject({ join: "", count: "12,345" });
    world.publish();
  });
});

describe("the widget", () => {
  test("is at most 1,500 bytes with brotli", async () => {
    const { outputFiles } = await build({
      entryPoints: ["components/elements/widget.ts"],
      bundle: true,
      minify: true,
      charset: "utf8",
      format: "iife",
      target: ["chrome111", "firefox113", "safari16.4"],
      write: false,
      tsconfig: "tsconfig.json",
    });
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    const sent = brotliCompressSync(outputFiles[0]?.contents ?? new Uint8Array(), { params });
    expect(sent.length).toBeGreaterThan(500);
    expect(sent.length).toBeLessThanOrEqual(1_500);
  });

  test("its first version never changes: partners have pinned its hash", async () => {
    const released = await readFile("server/embed/released/widget.v1.js");
    const hash = createHash("sha384").update(released).digest("base64");
    expect(`sha384-${hash}`).toBe(WIDGET_V1_INTEGRITY);
    const answer = await world.get("/widget.v1.js");
    expect(Buffer.from(await answer.arrayBuffer()).equals(released)).toBe(true);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toContain("immutable");
  });

  test("its words carry the host to be credited, and are in the language asked for", async () => {
    const words = await (await world.get("/embed/current.json?lang=uk")).json();
    expect(words).toMatchObject({
      outOf: "із 25\u00a0000",
      become: "Стати учасником",
      percent: "49.3%",
      join: "https://courier.example/join?via=",
    });
  });
});

test("every surface agrees on number and version while the number moves", async () => {
  const sightings = new Sightings();
  let count = 12_345;
  const move = () => {
    count++;
    const { version } = world.publish({ count });
    sightings.see("the drive", { version, count }, 0);
  };
  move();
  const moving = setInterval(move, 20);
  for (let round = 0; round < 10; round++) await agreeOnce(world.url, sightings);
  clearInterval(moving);
  expect(sightings.size).toBeGreaterThan(10);
});

test("the drawings are well-formed in every look", async () => {
  for (const theme of ["light", "dark", "auto"])
    for (const layout of ["bar", "card", "badge"])
      for (const lang of ["en", "uk"])
        assertWellFormed(
          await (await world.get(`/embed/25000.svg?theme=${theme}&layout=${layout}&lang=${lang}`)).text(),
        );
});
