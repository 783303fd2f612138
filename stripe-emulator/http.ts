import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerApi } from "./api/answer";
import { ControlError, control } from "./controls/controls";
import type { DeliveryQueue } from "./delivery/queue";
import { newId } from "./ids";
import { type PageAnswer, showCheckout, submitCheckout } from "./pages/checkout-page";
import { page, STYLE } from "./pages/html";
import { showLogin, showPortal, submitPortal } from "./pages/portal-page";
import type { World } from "./world";

const MAX_BODY_BYTES = 1_048_576;

/** Listens on loopback; a taken port gives way to any free one. */
export async function listen(
  world: World,
  queue: DeliveryQueue,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer((req, res) => {
    handle(world, queue, req, res).catch((error) => {
      res.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  server.keepAliveTimeout = 30_000;
  const bound = await bind(server, port).catch(() => bind(server, 0));
  return { server, port: bound };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

async function handle(
  world: World,
  queue: DeliveryQueue,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? "/", world.url);
  const body = await readBody(req);
  if (url.pathname.startsWith("/_emulator/")) {
    await answerControl(world, queue, req.method ?? "GET", url.pathname.slice(11), body, res);
  } else if (world.outage.mode === "unreachable" && Date.now() < world.outage.untilMs) {
    req.socket.destroy();
  } else if (url.pathname.startsWith("/v1/")) {
    const headers = Object.fromEntries(
      Object.entries(req.headers).map(([k, v]) => [k, Array.isArray(v) ? v[0] : v]),
    );
    const call = {
      method: req.method ?? "GET",
      path: url.pathname,
      query: url.search.slice(1),
      body,
      headers,
    };
    const answer = answerApi(world, call);
    res.writeHead(answer.status, answer.headers).end(answer.body);
  } else if (url.pathname === "/emulator.css") {
    res.writeHead(200, { "content-type": "text/css" }).end(STYLE);
  } else {
    sendPage(res, answerPage(world, req.method ?? "GET", url.pathname, new URLSearchParams(body)));
  }
}

function answerPage(world: World, method: string, path: string, form: URLSearchParams): PageAnswer {
  const [, area, kind, id = ""] = path.split("/");
  const sent = method === "POST";
  if (area === "c" && kind === "pay") return sent ? submitCheckout(world, id, form) : showCheckout(world, id);
  if (area === "p" && kind === "session") return sent ? submitPortal(world, id, form) : showPortal(world, id);
  if (area === "p" && kind === "login") return showLogin(world, sent ? (form.get("email") ?? "") : null);
  if (area === "p" && kind === "enter" && world.store.of("customer").has(id)) return enterPortal(world, id);
  return { status: 404, html: page("Not found", "<h1>Not found</h1>") };
}

function enterPortal(world: World, customer: string): PageAnswer {
  const made = answerApi(world, {
    method: "POST",
    path: "/v1/billing_portal/sessions",
    query: "",
    body: `customer=${customer}`,
    headers: { authorization: `Bearer sk_test_${newId("portal", 8)}` },
  });
  return { redirect: (JSON.parse(made.body) as { url: string }).url };
}

function sendPage(res: ServerResponse, answer: PageAnswer): void {
  if ("redirect" in answer) {
    res.writeHead(303, { location: answer.redirect }).end();
    return;
  }
  res
    .writeHead(answer.status, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    })
    .end(answer.html);
}

async function answerControl(
  world: World,
  queue: DeliveryQueue,
  method: string,
  path: string,
  body: string,
  res: ServerResponse,
): Promise<void> {
  const send = (status: number, value: unknown) =>
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  try {
    const parsed = body ? (JSON.parse(body) as Record<string, unknown>) : {};
    send(200, await control(world, queue, method, path, parsed));
  } catch (error) {
    if (error instanceof ControlError) send(error.status, { error: error.message });
    else if (error instanceof SyntaxError) send(400, { error: "The body is not JSON." });
    else throw error;
  }
}

async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error("body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
