import type { IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "./api/handle-api.ts";
import { handlePage } from "./pages/handle-page.ts";
import { STYLE } from "./pages/layout.ts";
import type { World } from "./world.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const LOGGED_REQUESTS = 5000;

export interface Handlers {
  world: World;
  api: Api;
  /** Resolves when what was changed so far would survive a crash. */
  settled: () => Promise<void>;
  control: (method: string, path: string, body: string) => Promise<{ status: number; body: unknown }>;
}

/** Routes one HTTP request to the API, a control or a page. */
export async function serve(
  handlers: Handlers,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://emulator");
  const method = request.method ?? "GET";
  if (!isLoopback(request.headers.host)) return send(response, 421, "text/plain", "Loopback only.");
  const body = await readBody(request);
  if (body === null) return send(response, 413, "text/plain", "Too large.");
  if (url.pathname.startsWith("/v1/")) return serveApi(handlers, request, response, url, body);
  if (url.pathname === "/_emulator/style.css") return send(response, 200, "text/css; charset=utf-8", STYLE);
  if (url.pathname.startsWith("/_emulator/")) {
    if (request.headers["sec-fetch-site"] === "cross-site")
      return send(response, 403, "text/plain", "Not from there.");
    const answer = await handlers.control(method, url.pathname.slice("/_emulator/".length), body);
    await handlers.settled();
    return send(response, answer.status, "application/json", JSON.stringify(answer.body));
  }
  const answer = handlePage({
    world: handlers.world,
    method,
    path: url.pathname,
    form: new URLSearchParams(body),
  });
  await handlers.settled();
  const origins = (answer.leadsTo ?? []).flatMap((each) =>
    each && URL.canParse(each) ? [new URL(each).origin] : [],
  );
  response.setHeader(
    "content-security-policy",
    `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${origins.join(" ")}; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("cache-control", "no-store");
  if (answer.location) response.setHeader("location", answer.location);
  send(response, answer.status, "text/html; charset=utf-8", answer.body);
}

async function serveApi(
  handlers: Handlers,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): Promise<void> {
  const { world, api } = handlers;
  const method = request.method ?? "GET";
  const outage = world.outage && world.outage.untilMs > Date.now() ? world.outage.mode : null;
  const log = (status: number) => {
    world.requests.push({
      method,
      path: url.pathname + url.search,
      status,
      at: new Date(world.clock.nowMs()).toISOString(),
    });
    if (world.requests.length > LOGGED_REQUESTS * 2) world.requests.splice(0, LOGGED_REQUESTS);
  };
  if (outage === "unreachable") {
    log(0);
    request.socket.destroy();
    return;
  }
  response.setHeader("date", new Date(world.clock.nowMs()).toUTCString());
  if (outage) {
    const status = outage === "rate_limited" ? 429 : 500;
    const error =
      status === 429
        ? { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded." }
        : { type: "api_error", message: "An unknown error occurred." };
    log(status);
    return send(response, status, "application/json", JSON.stringify({ error }));
  }
  const answer = api.handle({
    method,
    path: url.pathname,
    query: url.search.slice(1),
    body,
    headers: request.headers,
  });
  await handlers.settled();
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  log(answer.status);
  send(response, answer.status, "application/json", answer.body);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.statusCode = status;
  response.setHeader("content-type", type);
  response.setHeader("x-content-type-options", "nosniff");
  response.end(body);
}

/** Another site could resolve its own name to 127.0.0.1; only loopback names are answered. */
function isLoopback(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host ?? "");
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
