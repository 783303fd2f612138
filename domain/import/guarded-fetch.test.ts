import type { LookupAddress, lookup as systemLookup } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress } from "./address-range";
import { type FetchRefusal, guardedFetch } from "./guarded-fetch";
import { PRIVATE_ADDRESSES, PUBLIC_ADDRESSES, targetsOf } from "./testing/private-targets";

const JSON_ONLY = { types: ["application/json"], maxBytes: 1_000 };

/** What nobody may reach: it counts whoever connects. */
let inside: Server;
let insidePort = 0;
let connections = 0;
/** The CMS an operator has allowed; it answers what a test tells it to. */
let cms: Server;
let cmsHost = "";
let answer: Parameters<typeof createServer>[1];

beforeAll(async () => {
  inside = createServer((_req, res) => res.end("secret"));
  inside.on("connection", () => connections++);
  cms = createServer((req, res) => answer?.(req, res));
  insidePort = await listen(inside);
  cmsHost = `127.0.0.1:${await listen(cms)}`;
});
afterAll(() => {
  for (const server of [inside, cms]) {
    server.closeAllConnections();
    server.close();
  }
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)),
  );
}

async function refusal(address: string, options: object = {}): Promise<FetchRefusal | "fetched"> {
  return guardedFetch(address, { ...JSON_ONLY, timeoutMs: 5_000, ...options }).then(
    () => "fetched",
    (error) => error.code,
  );
}

/** A name server that answers what a test says, call by call. */
function resolving(...answers: string[][]): typeof systemLookup {
  let call = 0;
  const lookup = (_name: string, _options: object, done: (e: null, found: LookupAddress[]) => void) => {
    const found = answers[Math.min(call++, answers.length - 1)] ?? [];
    done(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return lookup as unknown as typeof systemLookup;
}

test("every private, reserved and embedded address is told from a public one", () => {
  for (const address of PRIVATE_ADDRESSES) expect(isPublicAddress(address), address).toBe(false);
  for (const address of PUBLIC_ADDRESSES) expect(isPublicAddress(address), address).toBe(true);
});

test("over 600 ways to write an inside address reach no listener", async () => {
  const targets = targetsOf(insidePort);
  expect(targets.length).toBeGreaterThan(600);
  for (const target of targets) {
    expect(["bad_address", "address_not_public"], target).toContain(await refusal(target));
  }
  expect(connections).toBe(0);
});

test("a public name that leads inside is refused after resolution", async () => {
  for (const address of PRIVATE_ADDRESSES) {
    const resolve = resolving([address]);
    expect(await refusal("http://news.example/", { resolve }), address).toBe("address_not_public");
  }
  const mixed = resolving(["1.1.1.1", "127.0.0.1"]);
  expect(await refusal("http://news.example/", { resolve: mixed })).toBe("address_not_public");
});

test("a redirect that leads inside is refused at every hop", async () => {
  answer = (req, res) => {
    const to = new URL(req.url ?? "/", "http://x").searchParams.get("to") ?? "";
    res.writeHead(302, { location: to }).end();
  };
  const targets = targetsOf(insidePort).filter((_, index) => index % 20 === 0);
  for (const target of [...targets, "file:///etc/passwd", "gopher://127.0.0.1/", "//127.0.0.1/"]) {
    const code = await refusal(`http://${cmsHost}/?to=${encodeURIComponent(target)}`, {
      allowedHost: cmsHost,
    });
    expect(["bad_address", "address_not_public"], target).toContain(code);
  }
  answer = (_req, res) => res.writeHead(302, { location: "/again" }).end();
  expect(await refusal(`http://${cmsHost}/`, { allowedHost: cmsHost })).toBe("too_many_redirects");
  expect(connections).toBe(0);
});

test("an operator can allow one host, and only that one", async () => {
  answer = (_req, res) => res.writeHead(200, { "content-type": "application/json" }).end("{}");
  const fetched = await guardedFetch(`http://${cmsHost}/`, { ...JSON_ONLY, allowedHost: cmsHost });
  expect(fetched.body.toString()).toBe("{}");
  expect(await refusal(`http://127.0.0.1:${insidePort}/`, { allowedHost: cmsHost })).toBe("bad_address");
  expect(await refusal(`http://${cmsHost}/`)).toBe("bad_address");
});

test("size, time, type and status have limits", async () => {
  const allowed = { allowedHost: cmsHost };
  const type = { "content-type": "application/json; charset=utf-8" };
  answer = (_req, res) => res.writeHead(200, type).end("x".repeat(2_000));
  expect(await refusal(`http://${cmsHost}/`, allowed)).toBe("too_large");
  answer = (_req, res) =>
    res.writeHead(200, { ...type, "content-encoding": "gzip" }).end(gzipSync(" ".repeat(9_000)));
  expect(await refusal(`http://${cmsHost}/`, allowed)).toBe("too_large");
  answer = (_req, res) => {
    res.writeHead(200, type);
    const timer = setInterval(() => res.write(" "), 20);
    res.on("close", () => clearInterval(timer));
  };
  expect(await refusal(`http://${cmsHost}/`, { ...allowed, timeoutMs: 200 })).toBe("too_slow");
  answer = () => {};
  expect(await refusal(`http://${cmsHost}/`, { ...allowed, timeoutMs: 200 })).toBe("too_slow");
  answer = (_req, res) => res.writeHead(200, { "content-type": "text/html" }).end("<p>");
  expect(await refusal(`http://${cmsHost}/`, allowed)).toBe("wrong_type");
  answer = (_req, res) => res.writeHead(404, type).end("{}");
  expect(await refusal(`http://${cmsHost}/`, allowed)).toBe("bad_status");
  answer = (req) => req.socket.destroy();
  expect(await refusal(`http://${cmsHost}/`, allowed)).toBe("unreachable");
});

test("no refusal tells the key or password of an address", async () => {
  answer = (req, res) =>
    res.writeHead(req.url?.startsWith("/status") ? 404 : 302, { location: "/?key=canary" }).end();
  for (const address of [
    "http://127.0.0.1:9/posts/?key=canary",
    "http://10.0.0.1/posts/?key=canary",
    "ftp://news.example/?key=canary",
    "not an address?key=canary",
    "https://editor:canary@news.example/",
    `http://${cmsHost}/?key=canary`,
    `http://${cmsHost}/status?key=canary`,
  ]) {
    const error = await guardedFetch(address, { ...JSON_ONLY, allowedHost: cmsHost }).catch(
      (refused) => refused,
    );
    expect(error.code, address).toBeDefined();
    expect(String(error), address).not.toContain("canary");
  }
});

test("headers meant for one site do not follow a redirect to another", async () => {
  const seen: (string | undefined)[] = [];
  const other = createServer((req, res) => {
    seen.push(req.headers.authorization);
    res.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const port = await listen(other);
  answer = (req, res) => {
    seen.push(req.headers.authorization);
    res.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
  };
  const headers = { authorization: "Bearer of a key" };
  await guardedFetch(`http://${cmsHost}/`, { ...JSON_ONLY, allowedHost: "127.0.0.1", headers });
  other.close();
  expect(seen).toEqual(["Bearer of a key", undefined]);
});
