import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bannerText } from "@/domain/drive/banner-text";
import { RUNNING } from "@/domain/drive/testing/running-progress";
import { drawSvg } from "@/domain/embed/draw-svg";
import { DEFAULT_OPTIONS, LAYOUTS } from "@/domain/embed/embed-options";
import { type EmbedWorld, openEmbedWorld } from "./testing/embed-world";
import { fuzzedQueries, fuzzOnce } from "./testing/fuzz";
import { assertWellFormed } from "./testing/well-formed";

let world: EmbedWorld;
beforeAll(async () => {
  world = await openEmbedWorld();
});
afterAll(() => world.close());

const version = () => String(world.hub.read("25000")?.progress.version);

describe("pictures and text of the counter", () => {
  test("text is one line with its time, and its version in a header", async () => {
    world.publish();
    const answer = await world.get("/embed/25000.txt");
    expect(await answer.text()).toBe("12,345 · 23 Nov, 14:05 Kyiv\n");
    expect(answer.headers.get("x-muster-version")).toBe(version());
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toContain("max-age=1");
  });

  test("a card in words adds goal, deadline and message; message=off takes that away", async () => {
    world.publish();
    const card = await (await world.get("/embed/25000.txt?layout=card")).text();
    expect(card.split("\n").slice(0, 3)).toEqual([
      "12,345 · 23 Nov, 14:05 Kyiv",
      "out of 25,000",
      "38 days left",
    ]);
    expect(card).toContain(RUNNING.message);
    expect(await (await world.get("/embed/25000.txt?layout=card&message=off")).text()).not.toContain(
      "Quality",
    );
  });

  test.each(["bar", "card", "badge"])(
    "SVG as %s holds the number as one text node, its time and version",
    async (layout) => {
      world.publish();
      const answer = await world.get(`/embed/25000.svg?layout=${layout}`);
      const svg = await answer.text();
      assertWellFormed(svg);
      expect(answer.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
      expect(svg).toContain(">12,345</tspan>");
      expect(svg).toContain("23 Nov, 14:05 Kyiv");
      expect(svg).toContain(`data-version="${version()}"`);
    },
  );

  test("PNG is twice the size of the SVG and says its version", async () => {
    world.publish();
    const answer = await world.get("/embed/25000.png");
    const png = Buffer.from(await answer.arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([960, 232]);
    expect(answer.headers.get("x-muster-version")).toBe(version());
  });

  test("Cyrillic is drawn, not boxed: other words make another picture", async () => {
    const draw = async (message: string) => {
      world.publish({}, { message: { en: "x", uk: message } });
      return Buffer.from(await (await world.get("/embed/25000.png?lang=uk")).arrayBuffer());
    };
    const [one, other, boxes, otherBoxes] = [
      await draw("щедрість"),
      await draw("гідністю"),
      await draw("漢漢漢漢"),
      await draw("語語語語"),
    ];
    expect(one.equals(other)).toBe(false);
    expect(boxes.equals(otherBoxes)).toBe(true);
  });

  test("the same picture asked for by many at once is drawn once", async () => {
    world.publish();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.get("/embed/25000.png?accent=f00")),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(new Set(bodies.map((body) => Buffer.from(body).toString("base64"))).size).toBe(1);
    const etag = answers[0]?.headers.get("etag") ?? "";
    const again = await world.get("/embed/25000.png?accent=%23FF0000&theme=light", {
      headers: { "if-none-match": etag },
    });
    expect(again.status).toBe(304);
  });

  test.each(["", ".svg", ".txt"])("unchanged, /embed/25000%s keeps the policy it came with", async (form) => {
    world.publish();
    const first = await world.get(`/embed/25000${form}`);
    await first.arrayBuffer();
    const again = await world.get(`/embed/25000${form}`, {
      headers: { "if-none-match": first.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
    expect(again.headers.get("content-security-policy")).toBe(first.headers.get("content-security-policy"));
  });

  test("current is the running drive, an unknown slug is not found, writing is refused", async () => {
    world.publish();
    expect((await world.get("/embed/current.svg")).status).toBe(200);
    const unknown = await world.get("/embed/nothing.png");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ error: { code: "drive_not_found" } });
    expect((await world.get("/embed/25000.svg", { method: "POST" })).status).toBe(405);
  });

  test("what staff write as a title or message cannot become markup", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, fc.constantFrom(...LAYOUTS), (title, message, layout) => {
        const words = bannerText({ ...RUNNING, title, message }, "en", new Date(RUNNING.asOf));
        for (const on of [true, false])
          assertWellFormed(drawSvg(words, { ...DEFAULT_OPTIONS, layout, message: on }));
      }),
      { numRuns: 40 },
    );
  });

  test("an ended drive shows its final number and when it ended", async () => {
    world.publish({ state: "ended", final: true });
    const svg = await (await world.get("/embed/25000.svg")).text();
    expect(svg).toContain("This is the final count.");
    expect(svg).toContain("ended on 31 December");
  });
});

test("options of any kind give well-formed, script-free answers of few variants", async () => {
  world.publish();
  for (const query of fuzzedQueries(1, 60)) await fuzzOnce(world.url, query);
});

describe("oEmbed", () => {
  const ask = (url: string, more = "") => world.get(`/api/oembed?url=${encodeURIComponent(url)}${more}`);

  test("an embed is rich: an iframe that keeps the options it knows", async () => {
    world.publish();
    const answer = await ask(
      "https://courier.example/embed/25000?theme=dark&layout=card&evil=%22%3E",
      "&format=json",
    );
    expect(await answer.json()).toMatchObject({
      version: "1.0",
      type: "rich",
      title: RUNNING.title,
      provider_name: "The Dnipro Courier",
      width: 320,
      height: 168,
      html: expect.stringMatching(
        /^<iframe src="https:\/\/courier\.example\/embed\/25000\?theme=dark&amp;layout=card" title="[^"<]+" width="320" height="168" frameborder="0" style="border:0;max-width:100%" loading="lazy"><\/iframe>$/,
      ),
    });
  });

  test("it keeps within the room a consumer has", async () => {
    world.publish();
    const answer = await (
      await ask("https://courier.example/embed/current", "&maxwidth=300&maxheight=90")
    ).json();
    expect(answer).toMatchObject({ width: 300, height: 90 });
    expect(answer).not.toHaveProperty("thumbnail_url");
  });

  test("an article is a link", async () => {
    const answer = await ask("https://courier.example/uk/articles/bridge");
    expect(await answer.json()).toMatchObject({
      type: "link",
      title: "The bridge & the river",
      author_name: "Olena Ruda",
    });
  });

  test.each([
    "https://courier.example/embed/nothing",
    "https://courier.example/articles/nothing",
    "https://courier.example/join",
    "https://elsewhere.example/embed/25000",
    "javascript:alert(1)",
    "",
  ])("404 for %s", async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  test("501 for a format that is not JSON", async () => {
    expect((await ask("https://courier.example/embed/25000", "&format=xml")).status).toBe(501);
  });
});
