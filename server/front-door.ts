import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Log } from "@/domain/context";
import { CLIENT_ADDRESS_HEADER } from "@/domain/staff/client-address-header";
import { clientAddress } from "./client-address";
import { localeOfPath, lostRoute } from "./documents/document-routes";
import type { Documents } from "./documents/documents";
import type { MediaFiles } from "./documents/media-files";
import type { StaticFiles } from "./documents/static-files";
import { sendTroublePage } from "./documents/trouble-page";
import type { Embeds } from "./embed/embeds";
import type { Feeds } from "./feeds/feeds";
import type { HistoryAnswers } from "./live/answer-history";
import { allowRead, localeOf, refuseSnapshot, Snapshots } from "./live/answer-snapshot";
import type { LiveChannel } from "./live/live-channel";
import type { ProgressHub } from "./live/progress-hub";
import type { Outbox } from "./mail/outbox";
import { answerMetrics } from "./metrics/answer-metrics";
import type { Metrics } from "./metrics/metrics";
import type { NextApp } from "./next-app";
import { type Address, Addresses } from "./read-address";
import { sendError, sendJson } from "./respond";
import { appHeaders, baseHeaders, SPECULATION_RULES } from "./security-headers";
import { answerWebhook, type WebhookDeps } from "./webhook/answer-webhook";

export interface FrontDoorDeps {
  webhook: WebhookDeps;
  hub: ProgressHub;
  live: LiveChannel;
  documents: Pick<Documents, "answer" | "answerFromMemory">;
  feeds: Pick<Feeds, "answer">;
  embeds: Pick<Embeds, "answer">;
  history: Pick<HistoryAnswers, "answer">;
  metrics: Metrics;
  /** Who may read the metrics from elsewhere; null keeps them to this machine. */
  metricsToken: string | null;
  statics: Pick<StaticFiles, "answer">;
  /** The demo's mail; null where mail goes to people. */
  outbox: Outbox | null;
  media: Pick<MediaFiles, "answer">;
  next: NextApp;
  /** Names of the parts that do not work; empty when ready. */
  notReady: () => Promise<string[]>;
  log: Log;
  isHttps: boolean;
  dev: boolean;
  /** A proxy of the operator's stands in front and writes X-Forwarded-For. */
  trustProxy: boolean;
  /** Origins our forms may lead to: Stripe's pages, or the emulator's. */
  formOrigins: readonly string[];
}

/** The one listener: what machines ask often is answered here, everything else by Next. */
export function createFrontDoor(deps: FrontDoorDeps): Server {
  const headers = baseHeaders(deps.isHttps);
  const snapshots = new Snapshots(deps.hub, headers.flat());
  const addresses = new Addresses();
  const server = createServer((req, res) => {
    try {
      const address = addresses.of(req);
      // Headers set one by one cost as much as all the rest of what is asked most: that brings its own.
      if (address && answerFromMemory(deps, snapshots, req, res, address)) return;
      for (const [name, value] of headers) res.setHeader(name, value);
      answer(deps, req, res, address).catch((error) => fail(deps, req, res, error));
    } catch (error) {
      fail(deps, req, res, error);
    }
  });
  server.on("upgrade", (req, socket, head) => {
    if (deps.dev) deps.next.upgrade(req, socket, head);
    else socket.destroy();
  });
  // Slow senders hold a connection no longer than this; streams only send and are not affected.
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

/** What nobody foresaw: the log keeps its cause under an id that the answer carries, the reader sees words. */
function fail(deps: FrontDoorDeps, req: IncomingMessage, res: ServerResponse, error: unknown): void {
  const request = randomBytes(9).toString("base64url");
  const pathname = (req.url ?? "").split("?")[0];
  deps.log.error({ err: error, request, method: req.method, path: pathname }, "a request failed");
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.setHeader("x-request-id", request);
  if (req.headers.accept?.includes("text/html")) sendTroublePage(res, 500, localeOfPath(pathname));
  else
    sendError(
      res,
      500,
      "internal",
      "Something went wrong here. Nothing you sent was lost; please try again.",
    );
}

/** What most requests are for: the number as JSON, and pages that were asked for before. */
function answerFromMemory(
  deps: FrontDoorDeps,
  snapshots: Snapshots,
  req: IncomingMessage,
  res: ServerResponse,
  { query, drive, route }: Address,
): boolean {
  if (route) return deps.documents.answerFromMemory(req, res, route);
  return drive !== null && drive.part === undefined && snapshots.answer(req, res, drive.slug, query);
}

async function answer(
  deps: FrontDoorDeps,
  req: IncomingMessage,
  res: ServerResponse,
  address: Address | null,
): Promise<void> {
  if (!address) {
    sendError(res, 400, "bad_address", "This is not an address of this site.");
    return;
  }
  const { pathname, query, drive, route } = address;
  if (pathname === "/api/stripe/webhook") return answerWebhook(deps.webhook, req, res);
  if (drive) return answerDrive(deps, req, res, drive, query);
  if (pathname === "/healthz")
    return sendJson(res, 200, { status: "alive" }, { "cache-control": "no-store" });
  if (pathname === "/readyz") return answerReady(deps, res);
  if (pathname === "/metrics") return answerMetrics(deps.metrics, deps.metricsToken, req, res);
  if (pathname === "/speculation-rules.json") return answerSpeculation(req, res);
  if (route) return deps.documents.answer(req, res, route);
  if (await deps.embeds.answer(req, res, pathname, query)) return;
  if (await deps.feeds.answer(req, res, pathname)) return;
  if (await deps.outbox?.answer(res, pathname)) return;
  if (await deps.media.answer(req, res, pathname)) return;
  if (await deps.statics.answer(req, res, pathname)) return;
  const lost = lostRoute(pathname);
  if (lost) return deps.documents.answer(req, res, lost);
  await passToNext(deps, req, res, pathname);
}

async function answerDrive(
  deps: FrontDoorDeps,
  req: IncomingMessage,
  res: ServerResponse,
  { slug, part }: { slug: string; part: string | undefined },
  query: URLSearchParams,
): Promise<void> {
  if (part === undefined) refuseSnapshot(req, res, slug);
  else if (!allowRead(req, res)) return;
  else if (part === "live") deps.live.open(req, res, slug, localeOf(query));
  else await deps.history.answer(req, res, slug, query);
}

async function answerReady(deps: FrontDoorDeps, res: ServerResponse): Promise<void> {
  const failing = await deps.notReady();
  sendJson(
    res,
    failing.length === 0 ? 200 : 503,
    { status: failing.length === 0 ? "ready" : "not ready", failing },
    { "cache-control": "no-store" },
  );
}

function answerSpeculation(req: IncomingMessage, res: ServerResponse): void {
  if (!allowRead(req, res)) return;
  res.writeHead(200, {
    "content-type": "application/speculationrules+json",
    "cache-control": "public, max-age=3600",
  });
  res.end(SPECULATION_RULES);
}

async function passToNext(
  deps: FrontDoorDeps,
  req: IncomingMessage,
  res: ServerResponse,
  pathname: string,
): Promise<void> {
  const nonce = randomBytes(16).toString("base64");
  const headers = appHeaders(nonce, deps.formOrigins, {
    isHttps: deps.isHttps,
    dev: deps.dev,
  });
  // Next reads the nonce from the request; nothing a client sends may take its place.
  req.headers["content-security-policy"] = headers["content-security-policy"];
  delete req.headers["x-middleware-subrequest"];
  // No page of ours prefetches: a page is asked for whole, so that it decides itself who may see it.
  delete req.headers["next-router-prefetch"];
  delete req.headers["next-router-segment-prefetch"];
  req.headers[CLIENT_ADDRESS_HEADER] = clientAddress(req, deps.trustProxy);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  // Pictures for other sites carry their time and may be kept; files of the build never change.
  if (!pathname.startsWith("/_next/") && !pathname.endsWith("/og.png")) keepOutOfCaches(res);
  await deps.next.handle(req, res);
}

/** Pages for one person must not be kept by anyone, whatever Next says of them. */
function keepOutOfCaches(res: ServerResponse): void {
  const set = res.setHeader.bind(res);
  set("cache-control", "no-store");
  res.setHeader = (name, value) => (name.toLowerCase() === "cache-control" ? res : set(name, value));
}
