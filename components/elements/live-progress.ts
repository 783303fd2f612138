import type { Progress } from "@/domain/drive/progress";

/** Polls are this far apart, spread by half, so that pages do not all ask at once. */
const POLL_MS = 10_000;
/** A server that sends nothing, not even its heartbeat, for this long is taken for gone. */
const SILENCE_MS = 40_000;
/** Streams that break this often in a row are blocked somewhere, or the server is away: poll instead. */
const STREAM_TRIES = 3;
/** After so long a stream is tried again beside the polls; each time in vain doubles it. */
const STREAM_AGAIN_MS = 20_000;
const STREAM_AGAIN_MOST_MS = 10 * 60_000;

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
  private streamAgainMs = STREAM_AGAIN_MS;
  private streamAgainAt = 0;
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
    addEventListener("pageshow", this.shown);
    addEventListener("online", this.follow);
    addEventListener("offline", this.lost);
    this.follow();
  }

  stop(): void {
    this.running = false;
    document.removeEventListener("visibilitychange", this.follow);
    removeEventListener("pageshow", this.shown);
    removeEventListener("online", this.follow);
    removeEventListener("offline", this.lost);
    this.close();
  }

  /** Come back to from another page, as it was left; a page that is shown for the first time is being followed. */
  private readonly shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.follow();
  };

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
    if (this.source) return;
    const source = new EventSource(`${this.address}/live?lang=${this.lang}`);
    this.source = source;
    this.listenForSilence();
    source.addEventListener("progress", (event) => {
      this.failures = 0;
      this.streamAgainMs = STREAM_AGAIN_MS;
      this.stopPolling();
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

  /**
   * Heartbeats are comments, which pages cannot hear: after a long silence, or a sleep, the snapshot tells whether the
   * stream has missed something and must be opened anew.
   */
  private listenForSilence(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(async () => {
      const missed = await this.fetchSnapshot();
      if (!this.source) return;
      if (missed) {
        this.source.close();
        this.source = null;
        this.open();
      } else this.listenForSilence();
    }, SILENCE_MS);
  }

  private startPolling(): void {
    this.source?.close();
    this.source = null;
    clearTimeout(this.silence);
    this.failures = 0;
    this.streamAgainAt = Date.now() + this.streamAgainMs;
    this.streamAgainMs = Math.min(this.streamAgainMs * 2, STREAM_AGAIN_MOST_MS);
    this.pollLater();
  }

  private pollLater(): void {
    clearTimeout(this.poll);
    this.poll = window.setTimeout(
      async () => {
        await this.fetchSnapshot();
        if (!this.poll) return;
        if (Date.now() >= this.streamAgainAt) this.open();
        this.pollLater();
      },
      POLL_MS * (0.75 + Math.random() / 2),
    );
  }

  private close(): void {
    this.source?.close();
    this.source = null;
    this.stopPolling();
    clearTimeout(this.silence);
  }

  private stopPolling(): void {
    clearTimeout(this.poll);
    this.poll = 0;
  }

  /** True when it was newer than what is shown. */
  private async fetchSnapshot(): Promise<boolean> {
    try {
      const response = await fetch(`${this.address}?lang=${this.lang}`, { credentials: "omit" });
      if (!response.ok) throw new Error(String(response.status));
      const isNewer = this.take(await response.text());
      this.listener.onStale(false);
      return isNewer;
    } catch {
      this.lost();
      return false;
    }
  }

  private take(data: string): boolean {
    const progress = JSON.parse(data) as Progress;
    if (progress.version <= this.version) return false;
    this.version = progress.version;
    this.listener.onProgress(progress);
    return true;
  }

  private readonly lost = (): void => {
    this.listener.onStale(true);
  };
}
