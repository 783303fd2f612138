import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EmbedWorld, openEmbedWorld } from "./embed/testing/embed-world";

let world: EmbedWorld;

beforeAll(async () => {
  world = await openEmbedWorld();
  world.publish();
});
afterAll(() => world.close());

test.each([
  ["GET", "/api/drives/current"],
  ["GET", "/api/drives/current/live"],
  ["GET", "/api/drives/nothing"],
  ["POST", "/api/drives/current"],
  ["OPTIONS", "/api/drives/current"],
  ["GET", "/api/stripe/webhook"],
  ["POST", "/api/stripe/webhook"],
  ["GET", "/healthz"],
  ["GET", "/readyz"],
  ["GET", "/speculation-rules.json"],
  ["GET", "/embed/25000"],
  ["GET", "/embed/25000.svg"],
  ["GET", "/embed/25000.png"],
  ["GET", "/embed/25000.txt"],
  ["GET", "/api/oembed?url=https://elsewhere.example/&format=json"],
  ["GET", "/"],
  ["GET", "/articles/none"],
  ["GET", "/\\elsewhere"],
  ["GET", "/staff"],
])(
  "%s %s is never sniffed, says where links came from sparingly, and stays on https",
  async (method, path) => {
    const stop = new AbortController();
    const res = await world.get(path, { method, signal: stop.signal, redirect: "manual" });
    stop.abort();
    expect(res.headers.get("x-content-type-options")).toBe("nosniff");
    expect(res.headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(res.headers.get("strict-transport-security")).toMatch(/^max-age=\d{8,}/);
    const csp = res.headers.get("content-security-policy") ?? "";
    expect(csp).toMatch(/(^|; )default-src '(none|self)'/);
    expect(csp).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    // A sandboxed picture is no document; the embed page is the one page that may be framed.
    if (!path.startsWith("/embed/")) expect(csp).toContain("frame-ancestors 'none'");
    if (!/\.(svg|png|txt)$/.test(path)) expect(csp).toContain("base-uri 'none'");
    expect(res.headers.get("x-powered-by")).toBeNull();
    expect(res.headers.get("set-cookie")).toBeNull();
  },
);

test("an address with a host in it is not taken for a path of ours", async () => {
  const { port } = new URL(world.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () =>
      socket.write("GET //elsewhere.example/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"),
    );
    let text = "";
    socket.on("data", (chunk) => (text += chunk));
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).not.toContain("location:");
});
