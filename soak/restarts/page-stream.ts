import { Agent, type IncomingMessage, request } from "node:http";

/** A browser's own, until the server says another. */
const RETRY_MS = 3_000;
const STREAMS = new Agent({ keepAlive: false });
const SNAPSHOTS = new Agent({ keepAlive: true });

/** What was seen of all streams of this process, before any page chose what to show of it. */
export const seen = {
  /** When streams that had been open, or tried to open, asked again; Unix milliseconds. */
  reconnects: [] as number[],
  /** How often a stream was sent a version that it had already, or an older one, its reconnects included. */
  fell: 0,
  newest: 0,
  /** Streams that are open now. */
  open: 0,
  /** Answers other than 200: such a page polls for a while. */
  refused: 0,
};

/**
 * `EventSource` as the HTML standard has it, as far as pages of ours use it: it comes back after the time that the
 * server said last, with `Last-Event-ID`; any answer but 200 ends it for good.
 */
export class PageStream extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readyState = PageStream.CONNECTING;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  private retryMs = RETRY_MS;
  private lastId = "";
  private rest = "";
  private retry: NodeJS.Timeout | undefined;
  private hangUp = () => {};

  constructor(private readonly url: string) {
    super();
    this.connect();
  }

  close(): void {
    this.turn(PageStream.CLOSED);
    clearTimeout(this.retry);
    this.hangUp();
  }

  private connect(): void {
    this.rest = "";
    let over = false;
    const lost = () => {
      if (over || this.readyState === PageStream.CLOSED) return;
      over = true;
      this.reestablish();
    };
    const headers = { accept: "text/event-stream", ...(this.lastId && { "last-event-id": this.lastId }) };
    const req = request(this.url, { agent: STREAMS, headers }, (res) => {
      if (this.readyState === PageStream.CLOSED) return;
      if (res.statusCode !== 200) {
        over = true;
        seen.refused++;
        res.resume();
        this.turn(PageStream.CLOSED);
        this.onerror?.();
        return;
      }
      this.turn(PageStream.OPEN);
      this.onopen?.();
      res.setEncoding("utf8").on("data", (chunk: string) => this.hear(chunk));
      res.on("error", lost).on("close", lost);
    });
    req.on("error", lost).end();
    this.hangUp = () => req.destroy();
  }

  private turn(state: number): void {
    seen.open += Number(state === PageStream.OPEN) - Number(this.readyState === PageStream.OPEN);
    this.readyState = state;
  }

  private reestablish(): void {
    this.turn(PageStream.CONNECTING);
    this.retry = setTimeout(() => {
      seen.reconnects.push(Date.now());
      this.connect();
    }, this.retryMs);
    this.onerror?.();
  }

  private hear(chunk: string): void {
    const blocks = (this.rest + chunk).split("\n\n");
    this.rest = blocks.pop() ?? "";
    for (const block of blocks) this.take(block);
  }

  private take(block: string): void {
    let [type, data] = ["message", ""];
    const before = Number(this.lastId);
    for (const line of block.split("\n")) {
      if (line.startsWith("retry: ")) this.retryMs = Number(line.slice(7));
      else if (line.startsWith("event: ")) type = line.slice(7);
      else if (line.startsWith("id: ")) this.lastId = line.slice(4);
      else if (line.startsWith("data: ")) data = line.slice(6);
    }
    if (!data) return;
    if (Number(this.lastId) <= before) seen.fell++;
    seen.newest = Math.max(seen.newest, Number(this.lastId));
    this.dispatchEvent(Object.assign(new Event(type), { data }));
  }
}

/** `fetch` as pages use it for the snapshot. */
export function fetchSnapshot(
  url: string,
): Promise<{ ok: boolean; status: number; text(): Promise<string> }> {
  return new Promise((resolve, reject) => {
    const take = async (res: IncomingMessage) => {
      let body = "";
      for await (const chunk of res.setEncoding("utf8")) body += chunk;
      const status = res.statusCode ?? 0;
      resolve({ ok: status >= 200 && status < 300, status, text: async () => body });
    };
    request(url, { agent: SNAPSHOTS }, (res) => void take(res).catch(reject))
      .on("error", reject)
      .end();
  });
}
