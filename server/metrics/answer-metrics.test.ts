import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerMetrics } from "./answer-metrics";
import { Metrics } from "./metrics";

let server: Server;
let url: string;

beforeAll(async () => {
  const metrics = new Metrics();
  server = createServer((req, res) => void answerMetrics(metrics, null, req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("without a token metrics are for this machine", async () => {
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
});

test.each(["x-forwarded-for", "forwarded", "x-real-ip", "via"])(
  "a request that a proxy on this machine passes on is from elsewhere: %s",
  async (name) => {
    const res = await fetch(url, { headers: { [name]: "127.0.0.1" } });
    expect(res.status).toBe(403);
    expect(await res.json()).toMatchObject({ error: { code: "local_only" } });
  },
);
