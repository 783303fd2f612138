import { createServer, get, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Progress } from "@/domain/drive/progress";
import { RUNNING } from "@/domain/drive/testing/running-progress";
import { LiveChannel } from "./live-channel";
import { ProgressHub } from "./progress-hub";

const MOST_KEPT = 100_000;

let hub: ProgressHub;
let live: LiveChannel;
let server: Server;
let version: number;

beforeEach(() => open());
afterEach(async () => {
  vi.useRealTimers();
  live.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function open(maxClients?: number): Promise<void> {
  hub = new ProgressHub();
  version = RUNNING.version;
  publish();
  live = new LiveChannel(hub, { ...(maxClients ? { maxClients } : {}) });
  server = createServer((req, res) => live.open(req, res, req.url?.slice(1) || "current", "en"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function publish(change: Partial<Progress> = {}): number {
  version++;
  const progress = { ...RUNNING, version, ...change };
  hub.publish([
    {
      progress,
      title: { en: progress.title },
      message: { en: progress.message },
      joinUrl: { en: progress.joinUrl },
    },
  ]);
  return version;
}

interface Stream {
  status: number;
  headers: IncomingMessage["headers"];
  /** The beginning of what was received. */
  text(): string;
  /** Every version received so far. */
  ids(): number[];
  /** Resolves when `until` holds of what was received. */
  wait(until: (stream: Stream) => boolean): Promise<void>;
  ended: Promise<void>;
  close(): void;
}

function port(): number {
  return (server.address() as AddressInfo).port;
}

function listen(options: { path?: string; method?: string; lastEventId?: number } = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const { path = "/current", method = "GET", lastEventId } = options;
    const headers = lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) };
    const req = get({ port: port(), host: "127.0.0.1", path, method, headers, agent: false }, (res) => {
      let text = "";
      let line = "";
      const ids: number[] = [];
      const waiting = new Set<() => void>();
      res.setEncoding("utf8").on("data", (chunk: string) => {
        if (text.length < MOST_KEPT) text += chunk;
        const lines = (line + chunk).split("\n");
        line = lines.pop() ?? "";
        for (const each of lines) if (each.startsWith("id: ")) ids.push(Number(each.slice(4)));
        for (const check of waiting) check();
      });
      const stream: Stream = {
        status: res.statusCode ?? 0,
        headers: res.headers,
        text: () => text,
        ids: () => ids,
        wait: (until) =>
          new Promise((done) => {
            const check = () => {
              if (!until(stream)) return;
              waiting.delete(check);
              done();
            };
            waiting.add(check);
            check();
          }),
        ended: new Promise((done) => res.on("close", () => done())),
        close: () => req.destroy(),
      };
      resolve(stream);
    });
    req.on("error", reject);
  });
}

describe("a stream", () => {
  test("begins with when to come back and the whole snapshot, open to every page and kept by no proxy", async () => {
    const stream = await listen();
    await stream.wait(({ ids }) => ids().length === 1);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "access-control-allow-origin": "*",
      "x-accel-buffering": "no",
    });
    expect(stream.headers["set-cookie"]).toBeUndefined();
    const [, retry] = /^retry: (\d+)$/m.exec(stream.text()) ?? [];
    expect(Number(retry)).toBeGreaterThanOrEqual(1_000);
    const data = JSON.parse(/^data: (.+)$/m.exec(stream.text())?.[1] ?? "");
    expect(data).toEqual({ ...RUNNING, version });
    expect(stream.text()).toMatch(/^event: progress$/m);
  });

  test("tells a client that comes back nothing it knows, and everything newer", async () => {
    const known = version;
    const current = await listen({ lastEventId: known });
    const behind = await listen({ lastEventId: known - 1 });
    await behind.wait(({ ids }) => ids().includes(known));
    expect(current.ids()).toEqual([]);
    const next = publish();
    await current.wait(({ ids }) => ids().includes(next));
    expect(current.ids()).toEqual([next]);
  });

  test("sends nothing older than what a client knows from an instance that was ahead", async () => {
    const ahead = version + 2;
    const stream = await listen({ lastEventId: ahead });
    publish();
    await new Promise((resolve) => setTimeout(resolve, 400));
    version = ahead;
    const next = publish();
    await stream.wait(({ ids }) => ids().includes(next));
    expect(stream.ids()).toEqual([next]);
  });

  test("joins changes that come together into at most four snapshots a second, the newest last", async () => {
    const stream = await listen();
    await stream.wait(({ ids }) => ids().length === 1);
    const began = performance.now();
    while (performance.now() - began < 1_000) {
      publish({ count: RUNNING.count + 1 });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const newest = version;
    await stream.wait(({ ids }) => ids().at(-1) === newest);
    const seconds = (performance.now() - began) / 1_000;
    const ids = stream.ids();
    expect(ids.length - 1).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("never goes back to an older version", async () => {
    const stream = await listen();
    await stream.wait(({ ids }) => ids().length === 1);
    const held = version;
    hub.publish([
      {
        progress: { ...RUNNING, version: held - 5, count: 1 },
        title: { en: "" },
        message: { en: "" },
        joinUrl: { en: "" },
      },
    ]);
    const next = publish();
    await stream.wait(({ ids }) => ids().includes(next));
    expect(stream.ids()).toEqual([held, next]);
  });

  test("is kept open by a comment every 25 seconds", async () => {
    live.close();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    live = new LiveChannel(hub);
    const stream = await listen();
    await stream.wait(({ ids }) => ids().length === 1);
    vi.advanceTimersByTime(25_000);
    await stream.wait(({ text }) => /^: \w/m.test(text()));
    expect(stream.ids()).toHaveLength(1);
  });
});

describe("a client that does not read", () => {
  test("is skipped to the newest snapshot, and dropped when it never reads, while others are served", async () => {
    live.close();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout"] });
    live = new LiveChannel(hub);
    const accepted = new Promise<Socket>((resolve) => server.once("connection", resolve));
    const slow = connect(port(), "127.0.0.1");
    const connection = await accepted;
    slow.write("GET /current HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await new Promise<void>((resolve) => slow.once("data", () => resolve()));
    slow.pause();
    const quick = await listen();
    await quick.wait(({ ids }) => ids().length === 1);
    // More than the system's own buffers hold, so that what is unsent is ours.
    const message = "m".repeat(400_000);
    for (let i = 0; i < 30; i++) {
      const id = publish({ message });
      vi.advanceTimersByTime(250);
      await quick.wait(({ ids }) => ids().at(-1) === id);
    }
    expect(connection.writableLength).toBeGreaterThan(16_384);
    expect(connection.writableLength).toBeLessThan(3 * message.length);
    expect(live.size).toBe(2);
    vi.advanceTimersByTime(50_000);
    await vi.waitFor(() => expect(live.size).toBe(1));
    slow.destroy();
    const last = publish({ message: "short again" });
    vi.advanceTimersByTime(250);
    await quick.wait(({ ids }) => ids().at(-1) === last);
  });
});

describe("limits and the end", () => {
  test("one stream too many is told to poll, and there is room again when another leaves", async () => {
    live.close();
    live = new LiveChannel(hub, { maxClients: 1 });
    const first = await listen();
    const second = await listen();
    await second.ended;
    expect(second.status).toBe(503);
    expect(second.headers).toMatchObject({ "access-control-allow-origin": "*" });
    expect(Number(second.headers["retry-after"])).toBeGreaterThan(0);
    expect(JSON.parse(second.text()).error.code).toBe("too_many_streams");
    first.close();
    await vi.waitFor(() => expect(live.size).toBe(0));
    const third = await listen();
    expect(third.status).toBe(200);
  });

  test("an unknown drive is 404, a HEAD is headers alone", async () => {
    const unknown = await listen({ path: "/nobody" });
    await unknown.ended;
    expect(unknown.status).toBe(404);
    const head = await listen({ method: "HEAD" });
    await head.ended;
    expect(head.status).toBe(200);
    expect(head.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(live.size).toBe(0);
  });

  test("closing ends every stream with a moment of its own to come back, and opens no more", async () => {
    const streams = await Promise.all(Array.from({ length: 40 }, () => listen()));
    await Promise.all(streams.map((stream) => stream.wait(({ ids }) => ids().length === 1)));
    live.close();
    await Promise.all(streams.map(({ ended }) => ended));
    const moments = streams.map((stream) =>
      Number([...stream.text().matchAll(/^retry: (\d+)$/gm)].at(-1)?.[1]),
    );
    expect(Math.max(...moments) - Math.min(...moments)).toBeGreaterThan(1_000);
    await expect(listen()).rejects.toThrow("socket hang up");
  });
});
