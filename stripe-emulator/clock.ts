/**
 * The emulator's time: real time plus what was advanced; pinned while a due moment is being played. A clock that
 * stands still moves only when it is advanced, so that a history takes the same seconds each time it is played.
 */
export class EmulatorClock {
  #offsetMs = 0;
  #standsAtMs: number | null = null;
  #pinnedMs: number | null = null;

  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    return this.#pinnedMs ?? this.#baseMs() + this.#offsetMs;
  }

  /** Unix seconds, as Stripe stamps its objects. */
  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Advances so that it is `ms` now. */
  moveTo(ms: number): void {
    this.#offsetMs = ms - this.#baseMs();
  }

  /** Stops the clock at `ms`. */
  standStillAt(ms: number): void {
    this.#standsAtMs = ms;
    this.#offsetMs = 0;
  }

  #baseMs(): number {
    return this.#standsAtMs ?? Date.now();
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
