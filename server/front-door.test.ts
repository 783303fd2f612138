import parsePrometheusTextFormat from "parse-prometheus-text-format";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { articleRedirects, articles, sections } from "@/db/schema";
import { dayOf } from "@/domain/drive/start-of-day";
import { openWorld, type World } from "./testing/open-world";

const TOKEN = "a token for the metrics alone";
const JOINS = 3;

let world: World;
let n = 0;

beforeAll(async () => {
  world = await openWorld("pglite", { metricsToken: TOKEN });
});
afterAll(() => world.close());

/** Somebody joins, and Stripe is told that we know. */
async function joinAndAcknowledge(): Promise<void> {
  for (const event of await world.join(`reader${++n}@readers.example`)) {
    expect((await world.post(event)).status).toBe(200);
  }
}

const get = (path: string, init?: RequestInit) => fetch(`${world.url}${path}`, init);
const shownCount = async () => Number(/<p[^>]*>([\d,]+)</.exec(await (await get("/")).text())?.[1]);

describe("documents", () => {
  test("the first read after an acknowledged webhook has its number, on every surface, posts going on beside", async () => {
    let stale = 0;
    const joins: string[][] = [];
    for (let i = 0; i < JOINS; i++) joins.push(await world.join(`reader${++n}@readers.example`));
    const postAndRead = async (events: string[]) => {
      for (const event of events) {
        await world.post(event);
        const atLeast = world.hub.read("current")?.progress.count ?? 0;
        const [page, json, svg] = await Promise.all([
          shownCount(),
          get("/api/drives/current").then((res) => res.json() as Promise<{ count: number }>),
          get("/embed/current.svg").then((res) => res.text()),
        ]);
        const drawn = Number(/>([\d,]+)</.exec(svg)?.[1]?.replace(/\D/g, ""));
        for (const count of [page, json.count, drawn]) if (!(count >= atLeast)) stale++;
      }
    };
    await Promise.all(joins.map(postAndRead));
    expect(stale).toBe(0);
    expect(await shownCount()).toBe(JOINS);
  }, 60_000);

  test("an address that an article had leads to where it is, in its language, with the query it was asked with", async () => {
    const { db } = world.ctx;
    await db.insert(sections).values({ slug: "moves", name: { en: "Moves" }, position: 99 });
    const words = { headline: "Moved", standfirst: "", body: [], tags: [], publishedAt: new Date(0) };
    const [article] = await db
      .insert(articles)
      .values({ ...words, slug: "now", locale: "uk", sectionSlug: "moves" })
      .returning({ id: articles.id });
    const row = { slug: "before", articleId: article?.id ?? 0, since: new Date(0) };
    await db.insert(articleRedirects).values({ ...row, locale: "uk" });
    for (const method of ["GET", "HEAD"]) {
      const moved = await get("/uk/articles/before?page=2&utm_source=x", { method, redirect: "manual" });
      expect(moved.status).toBe(301);
      expect(moved.headers.get("location")).toBe("/uk/articles/now?page=2&utm_source=x");
      expect(moved.headers.get("cache-control")).toBe("public, max-age=300");
      expect(moved.headers.get("content-security-policy")).toContain("default-src 'none'");
    }
    expect((await get("/articles/before", { redirect: "manual" })).status).toBe(200);
    expect((await get("/uk/articles/before", { method: "POST" })).status).toBe(405);
  });

  test("a page is rendered once, whoever asks for it at once, whatever query it is asked with", async () => {
    const before = world.pages.asked;
    const paths = [
      "/articles/one",
      "/articles/one?utm_source=x",
      "/articles/one?q=words&page=1",
      "/articles/one/?_rsc=1",
    ];
    await Promise.all(paths.flatMap((path) => [get(path), get(path)]));
    await Promise.all(paths.map((path) => get(path, { headers: { rsc: "1", "next-router-prefetch": "1" } })));
    expect(world.pages.asked - before).toBe(1);
  });

  test("is HTML without the framework, whatever a client's router asks for", async () => {
    const res = await get("/", {
      headers: { rsc: "1", "next-router-state-tree": "x", accept: "text/x-component" },
    });
    expect(res.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await res.text()).not.toContain("<script");
  });

  test("says how long it may be kept, and is not sent again while nothing changed", async () => {
    const first = await get("/");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\//);
    expect(first.headers.get("cache-control")).toMatch(/^public, max-age=1, stale-while-revalidate=2/);
    expect(first.headers.get("vary")).toBe("Accept-Encoding");
    const again = await get("/", { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get("etag")).toBe(etag);
    await joinAndAcknowledge();
    expect((await get("/", { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  test("comes in brotli, gzip or plain as it is asked, the same page each time", async () => {
    const of = async (encoding: string) => {
      const res = await get("/", { headers: { "accept-encoding": encoding } });
      return { encoding: res.headers.get("content-encoding"), text: await res.text() };
    };
    const plain = await of("identity");
    expect(await of("br, gzip")).toEqual({ encoding: "br", text: plain.text });
    expect(await of("gzip;q=1, br;q=0")).toEqual({ encoding: "gzip", text: plain.text });
    expect(plain.encoding).toBeNull();
  });

  test("HEAD is the headers of GET, other methods are refused", async () => {
    const head = await get("/", { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get("content-length"))).toBeGreaterThan(0);
    expect((await get("/", { method: "POST" })).status).toBe(405);
  });

  test("what is not there is 404 and kept by nobody", async () => {
    const res = await get("/articles/missing");
    expect(res.status).toBe(404);
    expect(res.headers.get("cache-control")).toBe("no-store");
  });

  test("a change of pages takes effect at once, also while a page of before is being rendered", async () => {
    const { answer } = world.pages;
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.pages.answer = async () => {
      await gate;
      return { status: 200, html: "<p>before</p>" };
    };
    const slow = get("/articles/changed");
    await new Promise((resolve) => setTimeout(resolve, 50));
    world.hub.contentRevision++;
    world.pages.answer = async () => ({ status: 200, html: "<p>after</p>" });
    expect(await (await get("/articles/changed")).text()).toBe("<p>after</p>");
    release();
    expect(await (await slow).text()).toBe("<p>before</p>");
    expect(await (await get("/articles/changed")).text()).toBe("<p>after</p>");
    world.pages.answer = answer;
  });

  test("when Next fails, the page of before is shown with today's number; a page never seen says come back", async () => {
    await get("/articles/kept");
    const { answer } = world.pages;
    world.pages.answer = async () => ({ status: 500, html: "" });
    world.hub.contentRevision++;
    await joinAndAcknowledge();
    const kept = await get("/articles/kept");
    expect(kept.status).toBe(200);
    expect(await kept.text()).toContain(`>${world.hub.read("current")?.progress.count}<`);
    const fresh = await get("/uk/articles/never-seen");
    expect(fresh.status).toBe(503);
    expect(fresh.headers.get("retry-after")).toBe("30");
    expect(fresh.headers.get("cache-control")).toBe("no-store");
    expect(await fresh.text()).toContain('<html lang="uk">');
    expect(world.lines.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
    world.pages.answer = answer;
  });
});

describe("the snapshot", () => {
  test("is open to every page, has its version as validator, and tells what cannot be found", async () => {
    const res = await get("/api/drives/current");
    expect(res.headers.get("access-control-allow-origin")).toBe("*");
    const etag = res.headers.get("etag") ?? "";
    expect(etag).toBe(`"${world.hub.read("current")?.progress.version}"`);
    expect((await get("/api/drives/current", { headers: { "if-none-match": etag } })).status).toBe(304);
    const missing = await get("/api/drives/nobody");
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: "drive_not_found" } });
    expect((await get("/api/drives/current", { method: "OPTIONS" })).status).toBe(204);
    expect((await get("/api/drives/current", { method: "DELETE" })).status).toBe(405);
  });
});

describe("the public history", () => {
  const today = () => dayOf(world.ctx.clock.now(), "Europe/Kyiv");

  test("is one figure a day in the drive's time zone, today's being the one that is shown", async () => {
    await joinAndAcknowledge();
    const res = await get("/api/drives/25000/history");
    expect(res.status).toBe(200);
    expect(res.headers.get("access-control-allow-origin")).toBe("*");
    expect(res.headers.get("cache-control")).toMatch(/^public, max-age=10/);
    const history = (await res.json()) as { timezone: string; days: { date: string; count: number }[] };
    const shown = world.hub.read("current")?.progress;
    expect(history.timezone).toBe("Europe/Kyiv");
    expect(history.days.at(-1)).toMatchObject({
      date: today(),
      count: shown?.count,
      breakdown: shown?.breakdown,
    });
    expect(JSON.stringify(history.days)).not.toMatch(/T\d\d:/);
  });

  test("goes on through days on which nothing moved, and says what changed on the others", async () => {
    const from = today();
    const before = world.hub.read("current")?.progress.count ?? 0;
    await world.newsroom.advance(3 * 86_400);
    await joinAndAcknowledge();
    const { days } = (await (await get(`/api/drives/current/history?from=${from}`)).json()) as {
      days: { count: number; change: number }[];
    };
    expect(days.map(({ count }) => count)).toEqual([before, before, before, before + 1]);
    expect(days.slice(1).map(({ change }) => change)).toEqual([0, 0, 1]);
  });

  test("is not sent again while nothing changed", async () => {
    const etag = (await get("/api/drives/current/history")).headers.get("etag") ?? "";
    const again = () => get("/api/drives/current/history", { headers: { "if-none-match": etag } });
    expect((await again()).status).toBe(304);
    await joinAndAcknowledge();
    expect((await again()).status).toBe(200);
  });

  test.each([
    ["from=yesterday", "from must be a day such as 2026-11-23."],
    ["to=2026-02-30", "to must be a day such as 2026-11-23."],
    ["from=2026-11-01T10", "from must be a day such as 2026-11-23."],
    ["from=2026-12-02&to=2026-12-01", "from must not be later than to."],
    ["from=1999-01-01&to=2026-12-01", "Ask for at most 732 days at once."],
  ])("a range that cannot be is refused in words: %s", async (query, message) => {
    const res = await get(`/api/drives/current/history?${query}`);
    expect(res.status).toBe(400);
    expect(await res.json()).toEqual({ error: { code: "invalid_input", message } });
  });
});

describe("metrics", () => {
  const scrape = async () => {
    const res = await get("/metrics", { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(res.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    return new Map(parsePrometheusTextFormat(await res.text()).map((family) => [family.name, family]));
  };
  const value = (family: { metrics: { value?: string }[] } | undefined) =>
    (family?.metrics ?? []).reduce((sum, metric) => sum + Number(metric.value), 0);

  test("are read by Prometheus, and move with what happens", async () => {
    const before = await scrape();
    await joinAndAcknowledge();
    await world.post("not an event");
    const after = await scrape();
    expect(value(after.get("muster_webhooks_total"))).toBeGreaterThan(
      value(before.get("muster_webhooks_total")),
    );
    expect(value(after.get("muster_progress_version"))).toBe(world.hub.read("current")?.progress.version);
    expect([...after.keys()]).toEqual(
      expect.arrayContaining([
        "muster_webhooks_total",
        "muster_webhook_duration_seconds",
        "muster_webhook_lag_seconds",
        "muster_commit_batch_size",
        "muster_webhooks_waiting",
        "muster_unsettled",
        "muster_failed_events",
        "muster_streams",
        "muster_streams_refused_total",
        "muster_streams_dropped_total",
        "muster_progress_version",
        "muster_fan_out_seconds",
        "muster_documents_total",
        "muster_job_runs_total",
        "muster_job_failures_total",
        "nodejs_eventloop_lag_seconds",
      ]),
    );
  });

  test("are for who has the token", async () => {
    for (const authorization of ["", "Bearer wrong", TOKEN]) {
      const res = await get("/metrics", { headers: { authorization } });
      expect(res.status).toBe(401);
      expect(res.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  test("tell nothing of a reader", async () => {
    const res = await get("/metrics", { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(await res.text()).not.toMatch(/@|cus_|sub_|evt_/);
  });
});
