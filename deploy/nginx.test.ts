import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import { type RequestOptions, request } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type EmbedWorld, openEmbedWorld } from "@/server/embed/testing/embed-world";
import { freePort, hasNginx, type Nginx, startNginx } from "./testing/start-nginx";

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function open(nginx: Nginx, path: string, options: RequestOptions = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const req = request(
      { host: "127.0.0.1", port: nginx.port, path, rejectUnauthorized: false, agent: false, ...options },
      resolve,
    );
    req.on("error", reject);
    req.end();
  });
}

async function get(nginx: Nginx, path: string, options?: RequestOptions): Promise<Answer> {
  const res = await open(nginx, path, options);
  let body = "";
  for await (const chunk of res) body += chunk;
  return { status: res.statusCode ?? 0, headers: res.headers, body };
}

function post(nginx: Nginx, path: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: nginx.port, path, method: "POST", rejectUnauthorized: false };
    const headers = { "content-length": String(body.length) };
    const req = request({ ...options, agent: false, headers }, (res) => {
      res.resume();
      resolve(res);
    });
    req.on("error", reject);
    req.end(body);
  });
}

describe.runIf(hasNginx())("behind the nginx of deploy/", () => {
  let world: EmbedWorld;
  let nginx: Nginx;

  beforeAll(async () => {
    world = await openEmbedWorld();
    world.publish();
    // The first instance is being restarted: nobody listens there.
    nginx = await startNginx([await freePort(), Number(new URL(world.url).port)]);
  });
  afterAll(async () => {
    await nginx?.stop();
    await world?.close();
  });

  test("an instance that is away is not noticed by readers", async () => {
    for (let n = 0; n < 6; n++) {
      expect((await get(nginx, `/api/drives/current?n=${n}`)).status).toBe(200);
    }
  });

  test.each(["/api/drives/current/live", "/embed/current/live"])(
    "%s arrives event by event and uncompressed",
    async (path) => {
      const res = await open(nginx, path, { headers: { "accept-encoding": "gzip, br" } });
      expect(res.headers["content-type"]).toContain("text/event-stream");
      expect(res.headers["content-encoding"]).toBeUndefined();
      const seen: string[] = [];
      const versions = () => [...seen.join("").matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
      const reached = (version: number) =>
        new Promise<void>((resolve) => {
          const look = () => versions().includes(version) && resolve();
          res.on("data", look);
          look();
        });
      res.on("data", (chunk) => seen.push(String(chunk)));
      for (let n = 0; n < 3; n++) await reached(world.publish().version);
      res.destroy();
      // It passes without being looked for in the cache, where streams to one address would wait for each other.
      expect(res.headers["x-cache"]).toBeUndefined();
    },
  );

  test("the log tells what was asked, and neither by whom nor with which query", async () => {
    await get(nginx, "/welcome?session_id=cs_live_secret", {
      headers: { referer: "https://x.example/story" },
    });
    await vi.waitFor(async () => expect(await nginx.log()).toContain("GET /welcome 404"));
    expect(await nginx.log()).not.toMatch(/127\.0\.0\.1|cs_live_secret|x\.example/);
  });

  test("a snapshot is asked of the app once for a crowd, and kept no longer than it says", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get(nginx, "/api/drives/25000")));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    const kept = answers.filter(({ headers }) => /HIT|UPDATING|STALE/.test(String(headers["x-cache"])));
    expect(kept.length).toBeGreaterThan(0);
    expect(answers[0]?.headers["cache-control"]).toContain("max-age=1");
    const { version } = world.publish();
    let shown = 0;
    while (shown < version) shown = JSON.parse((await get(nginx, "/api/drives/25000")).body).version;
    expect(shown).toBe(version);
  });

  test("what is one person's is never kept", async () => {
    const first = await get(nginx, "/staff");
    expect(first.headers["x-cache"]).toBeUndefined();
  });

  test("the figures of the process stay inside", async () => {
    const { status, headers } = await get(nginx, "/metrics");
    expect(status).toBe(404);
    expect(headers["x-muster-version"]).toBeUndefined();
  });
});

describe.runIf(hasNginx())("while one instance restarts", () => {
  let app: Server;
  let nginx: Nginx;

  beforeAll(async () => {
    app = createServer((req, res) => (req.url === "/api/stripe/webhook" ? res.destroy() : res.end()));
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    nginx = await startNginx([await freePort(), (app.address() as AddressInfo).port]);
  });
  afterAll(async () => {
    await nginx?.stop();
    app?.close();
  });

  test("another that stumbles is still asked", async () => {
    for (let n = 0; n < 4; n++) {
      expect((await get(nginx, "/api/stripe/webhook", { method: "POST" })).status).toBe(502);
      expect((await get(nginx, "/staff/login")).status).toBe(200);
    }
  });
});

describe.runIf(hasNginx())("what the app is told by nginx", () => {
  let app: Server;
  let nginx: Nginx;
  const seen: IncomingHttpHeaders[] = [];

  beforeAll(async () => {
    app = createServer((req, res) => {
      seen.push(req.headers);
      res.statusCode = req.url?.endsWith("/live") ? 503 : 200;
      req.resume().on("end", () => res.end());
    });
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    const { port } = app.address() as AddressInfo;
    // Twice: of a single one nginx has no choice.
    nginx = await startNginx([port, port]);
  });
  afterAll(async () => {
    await nginx?.stop();
    app?.close();
  });

  test("is the address it saw, whatever the sender claimed", async () => {
    const headers = {
      "x-forwarded-for": "203.0.113.1",
      "x-forwarded-proto": "http",
      host: "members.example.org",
    };
    await get(nginx, "/staff/login", { headers });
    expect(seen.at(-1)).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "https",
      host: "members.example.org",
    });
  });

  test("is not more payment pages from one address than a crowd would open", async () => {
    const before = seen.length;
    const asked = Array.from({ length: 80 }, () => get(nginx, "/uk/join/checkout", { method: "POST" }));
    const refused = (await Promise.all(asked)).filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThan(10);
    expect(seen.length - before).toBe(80 - refused);
    expect((await get(nginx, "/join")).status).toBe(200);
  });

  test("is nothing that came without TLS: people are led on, programs refused", async () => {
    const before = seen.length;
    const plain = (path: string) =>
      fetch(`http://127.0.0.1:${nginx.redirectPort}${path}`, { redirect: "manual" });
    const page = await plain("/articles/a?b=c");
    expect([page.status, page.headers.get("location")]).toEqual([
      301,
      "https://members.example.org/articles/a?b=c",
    ]);
    expect((await plain("/api/drives/current")).status).toBe(403);
    expect(seen.length).toBe(before);
  });

  test("is asked for pages still, after it refused streams because it has too many", async () => {
    for (let n = 0; n < 4; n++) expect((await get(nginx, "/api/drives/current/live")).status).toBe(503);
    expect((await get(nginx, "/staff/login")).status).toBe(200);
  });

  test("is a whole list of members, which is larger than anything else that is sent", async () => {
    const before = seen.length;
    const list = "reader@readers.example,active,2026-11-01\n".repeat(120_000);
    const res = await post(nginx, "/staff/sources/draft", list);
    expect({ status: res.statusCode, asked: seen.length - before }).toEqual({ status: 200, asked: 1 });
    expect(seen.at(-1)?.["content-length"]).toBe(String(list.length));
  });

  test("is nothing of a body larger than a webhook may be", async () => {
    const before = seen.length;
    const headers = { "content-length": String(2 * 1024 * 1024) };
    const res = await open(nginx, "/api/stripe/webhook", { method: "POST", headers });
    expect(res.statusCode).toBe(413);
    res.destroy();
    expect(seen.length).toBe(before);
  });
});
