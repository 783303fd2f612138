import type { Progress } from "@/domain/drive/progress";

const POLL_MS = 15_000;
/** A server that sends nothing, not even its heartbeat, for this long is taken for gone. */
const SILENCE_MS = 40_000;
/** Streams that break this often in a row are blocked somewhere: poll instead. */
const STREAM_TRIES = 3;

export interface LiveListener {
  onProgress(progress: Progress): void;
  /** The connection is lost (true), or back (false). */
  onStale(stale: boolean): void;
}

/**
 * Keeps a page current: a stream while the page is seen, the snapshot when it is seen again, polling where streams
 * are blocked. Versions only rise; they are wall time, so a server started afresh is newer.
 */
export class LiveProgress {
  private source: EventSource | null = null;
  private poll = 0;
  private silence = 0;
  private failures = 0;
  private version: number;
  private running = false;

  constructor(
    private readonly address: string,
    private readonly lang: string,
    shown: number,
    private readonly listener: LiveListener,
  ) {
    this.version = shown;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    document.addEventListener("visibilitychange", this.follow);
    addEventListener("pageshow", this.follow);
    addEventListener("online", this.follow);
    addEventListener("offline", this.lost);
    this.follow();
  }

  stop(): void {
    this.running = false;
    document.removeEventListener("visibilitychange", this.follow);
    removeEventListener("pageshow", this.follow);
    removeEventListener("online", this.follow);
    removeEventListener("offline", this.lost);
    this.close();
  }

  private readonly follow = (): void => {
    const isPrerendering = (document as Document & { prerendering?: boolean }).prerendering === true;
    if (isPrerendering) {
      document.addEventListener("prerenderingchange", this.follow, { once: true });
      return;
    }
    if (document.visibilityState === "hidden" || !this.running) {
      this.close();
      return;
    }
    this.failures = 0;
    void this.fetchSnapshot();
    this.open();
  };

  private open(): void {
    if (this.source || this.failures >= STREAM_TRIES) return;
    const source = new EventSource(`${this.address}/live?lang=${this.lang}`);
    this.source = source;
    this.listenForSilence();
    source.addEventListener("progress", (event) => {
      this.failures = 0;
      this.listenForSilence();
      this.take(event.data);
    });
    source.onopen = () => this.listener.onStale(false);
    source.onerror = () => {
      this.lost();
      this.failures++;
      if (this.failures >= STREAM_TRIES || source.readyState === EventSource.CLOSED) this.startPolling();
    };
  }

  /** Heartbeats are comments, which pages cannot hear: after a long silence the snapshot tells whether all is well. */
  private listenForSilence(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => {
      void this.fetchSnapshot();
      this.listenForSilence();
    }, SILENCE_MS);
  }

  private startPolling(): void {
    this.source?.close();
    this.source = null;
    clearInterval(this.poll);
    this.poll = window.setInterval(() => void this.fetchSnapshot(), POLL_MS);
  }

  private close(): void {
    this.source?.close();
    this.source = null;
    clearInterval(this.poll);
    clearTimeout(this.silence);
  }

  private async fetchSnapshot(): Promise<void> {
    try {
      const response = await fetch(`${this.address}?lang=${this.lang}`, { credentials: "omit" });
      if (!response.ok) throw new Error(String(response.status));
      this.take(await response.text());
      this.listener.onStale(false);
    } catch {
      this.lost();
    }
  }

  private take(data: string): void {
    const progress = JSON.parse(data) as Progress;
    if (progress.version <= this.version) return;
    this.version = progress.version;
    this.listener.onProgress(progress);
  }

  private readonly lost = (): void => {
    this.listener.onStale(true);
  };
}
