import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Locale } from "@/domain/locale";
import type { LiveMetrics } from "../metrics/metrics";
import { sendError } from "../respond";
import type { ProgressHub } from "./progress-hub";

/** At most four snapshots a second, whatever happens. */
const COALESCE_MS = 250;
const HEARTBEAT_MS = 25_000;
const HEARTBEAT = Buffer.from(": still here\n\n");
/** A client with more than this unsent is skipped until it drains. Bytes. */
const SLOW_BYTES = 16_384;
/** A client skipped for this many heartbeats is disconnected. */
const SLOW_HEARTBEATS = 2;
/** Most streams at once; the next is told to poll. */
const MAX_CLIENTS = 20_000;
const CORS = { "access-control-allow-origin": "*" };
const HEADERS = {
  ...CORS,
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
  // The end of the stream is the end of the connection: frames go out as they are, one buffer for everyone.
  connection: "close",
};

interface Client {
  socket: Socket;
  slug: string;
  locale: Locale;
  sent: number;
  slowFor: number;
}

export interface LiveChannelOptions {
  /** Most streams at once; more are refused with 503. Defaults to 20,000. */
  maxClients?: number;
  metrics?: LiveMetrics;
}

/** Server-Sent Events to everyone: one encoded buffer a version, no timer a connection. */
export class LiveChannel {
  private readonly clients = new Set<Client>();
  private readonly heartbeat: NodeJS.Timeout;
  private readonly stopListening: () => void;
  private coalescing: NodeJS.Timeout | null = null;
  private lastSentAt = 0;
  private closed = false;

  constructor(
    private readonly hub: Pick<ProgressHub, "encode" | "subscribe">,
    private readonly options: LiveChannelOptions = {},
  ) {
    this.stopListening = hub.subscribe(() => this.schedule());
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  get size(): number {
    return this.clients.size;
  }

  /** `GET /api/drives/<slug>/live`: the snapshot at once, then one for every change. */
  open(req: IncomingMessage, res: ServerResponse, slug: string, locale: Locale): void {
    const encoded = this.hub.encode(slug, locale);
    if (!encoded) {
      sendError(res, 404, "drive_not_found", `There is no drive "${slug}".`, CORS);
      return;
    }
    const { socket } = res;
    // No answer, rather than a refusal: a page then comes back, and a proxy asks another instance.
    if (this.closed) {
      res.destroy();
      return;
    }
    // No socket: the client pipelined, and another answer is still before this one.
    if (!socket || this.clients.size >= (this.options.maxClients ?? MAX_CLIENTS)) {
      this.refuse(res);
      return;
    }
    res.useChunkedEncodingByDefault = false;
    res.writeHead(200, HEADERS);
    if (req.method === "HEAD") {
      res.end();
      return;
    }
    socket.setNoDelay(true);
    socket.setTimeout(0);
    // This instance may be a moment behind the one that the client comes from.
    const known = Number(req.headers["last-event-id"]);
    // Headers, the moment to come back, and the first snapshot leave together.
    socket.cork();
    res.write(`retry: ${spreadRetry()}\n\n`);
    const client: Client = {
      socket,
      slug,
      locale,
      sent: Number.isSafeInteger(known) ? known : 0,
      slowFor: 0,
    };
    this.clients.add(client);
    res.on("close", () => this.clients.delete(client));
    socket.on("drain", () => this.send(client));
    this.send(client);
    socket.uncork();
  }

  /** Ends every stream, telling clients to come back at different moments. */
  close(): void {
    this.closed = true;
    this.stopListening();
    clearInterval(this.heartbeat);
    if (this.coalescing) clearTimeout(this.coalescing);
    for (const { socket } of this.clients) socket.end(`retry: ${spreadRetry()}\n\n`);
    this.clients.clear();
  }

  private refuse(res: ServerResponse): void {
    this.options.metrics?.refused();
    const retry = String(Math.ceil(spreadRetry() / 1_000) * 6);
    sendError(res, 503, "too_many_streams", "Too many streams are open here; poll the snapshot instead.", {
      ...CORS,
      "retry-after": retry,
    });
  }

  private schedule(): void {
    if (this.coalescing) return;
    const wait = Math.max(0, this.lastSentAt + COALESCE_MS - Date.now());
    this.coalescing = setTimeout(() => {
      this.coalescing = null;
      this.lastSentAt = Date.now();
      let newest = 0;
      for (const client of this.clients) newest = Math.max(newest, this.send(client));
      if (newest > 0) this.options.metrics?.fannedOut(newest);
    }, wait);
  }

  /** Sends the newest snapshot if it is new to this client and the last one has left; gives its version, else 0. */
  private send(client: Client): number {
    const { socket } = client;
    if (socket.writableLength > SLOW_BYTES || !socket.writable) return 0;
    const encoded = this.hub.encode(client.slug, client.locale);
    if (!encoded || encoded.version <= client.sent) return 0;
    client.sent = encoded.version;
    client.slowFor = 0;
    socket.write(encoded.frame);
    return encoded.version;
  }

  private beat(): void {
    for (const client of this.clients) {
      if (client.socket.writableLength <= SLOW_BYTES) {
        client.slowFor = 0;
        client.socket.write(HEARTBEAT);
      } else if (++client.slowFor >= SLOW_HEARTBEATS) {
        this.options.metrics?.dropped();
        client.socket.destroy();
        this.clients.delete(client);
      }
    }
  }
}

/** Milliseconds before a client reconnects, spread so that they do not all return at once. */
function spreadRetry(): number {
  return 1_000 + Math.floor(Math.random() * 4_000);
}
