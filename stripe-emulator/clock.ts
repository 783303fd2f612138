/** The emulator's time: real time plus what was advanced; pinned while a due moment is being played. */
export class EmulatorClock {
  #offsetMs = 0;
  #pinnedMs: number | null = null;

  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    return this.#pinnedMs ?? Date.now() + this.#offsetMs;
  }

  /** Unix seconds, as Stripe stamps its objects. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Runs `work` with the clock standing at `atMs`, so that what falls due is stamped at its due time. */
  at<T>(atMs: number, work: () => T): T {
    const before = this.#pinnedMs;
    this.#pinnedMs = atMs;
    try {
      return work();
    } finally {
      this.#pinnedMs = before;
    }
  }
}
