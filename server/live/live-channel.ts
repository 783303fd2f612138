import type { IncomingMessage, ServerResponse } from "node:http";
import type { Locale } from "@/domain/locale";
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

interface Client {
  res: ServerResponse;
  slug: string;
  locale: Locale;
  sent: number;
  slowFor: number;
}

export interface LiveChannelOptions {
  /** Most streams at once; more are refused with 503. Defaults to 20,000. */
  maxClients?: number;
}

/** Server-Sent Events to everyone: one encoded buffer a version, no timer a connection. */
export class LiveChannel {
  private readonly clients = new Set<Client>();
  private readonly heartbeat: NodeJS.Timeout;
  private readonly stopListening: () => void;
  private coalescing: NodeJS.Timeout | null = null;
  private lastSentAt = 0;

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
      sendError(res, 404, "drive_not_found", `There is no drive "${slug}".`, {
        "access-control-allow-origin": "*",
      });
      return;
    }
    if (this.clients.size >= (this.options.maxClients ?? 20_000)) {
      sendError(res, 503, "too_many_streams", "Too many streams are open here; poll the snapshot instead.", {
        "access-control-allow-origin": "*",
        "retry-after": "30",
      });
      return;
    }
    req.socket.setNoDelay(true);
    req.socket.setTimeout(0);
    res.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "access-control-allow-origin": "*",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    res.write(`retry: ${spreadRetry()}\n\n`);
    const client: Client = { res, slug, locale, sent: 0, slowFor: 0 };
    const last = Number(req.headers["last-event-id"]);
    if (Number.isInteger(last) && last >= encoded.version && last > 0) client.sent = encoded.version;
    this.clients.add(client);
    res.on("close", () => this.clients.delete(client));
    res.on("error", () => this.clients.delete(client));
    res.on("drain", () => this.send(client));
    this.send(client);
  }

  /** Ends every stream, telling clients to come back at different moments. */
  close(): void {
    this.stopListening();
    clearInterval(this.heartbeat);
    if (this.coalescing) clearTimeout(this.coalescing);
    for (const { res } of this.clients) res.end(`retry: ${spreadRetry()}\n\n`);
    this.clients.clear();
  }

  private schedule(): void {
    if (this.coalescing) return;
    const wait = Math.max(0, this.lastSentAt + COALESCE_MS - Date.now());
    this.coalescing = setTimeout(() => {
      this.coalescing = null;
      this.lastSentAt = Date.now();
      for (const client of this.clients) this.send(client);
    }, wait);
  }

  /** Sends the newest snapshot if it is new to this client and the last one has left. */
  private send(client: Client): void {
    const { res } = client;
    if (res.writableLength > SLOW_BYTES) return;
    const encoded = this.hub.encode(client.slug, client.locale);
    if (!encoded || encoded.version <= client.sent) return;
    client.sent = encoded.version;
    client.slowFor = 0;
    res.write(encoded.frame);
  }

  private beat(): void {
    for (const client of this.clients) {
      if (client.res.writableLength <= SLOW_BYTES) {
        client.slowFor = 0;
        client.res.write(HEARTBEAT);
      } else if (++client.slowFor >= SLOW_HEARTBEATS) {
        client.res.destroy();
        this.clients.delete(client);
      }
    }
  }
}

/** Milliseconds before a client reconnects, spread so that they do not all return at once. */
function spreadRetry(): number {
  return 1_000 + Math.floor(Math.random() * 4_000);
}
