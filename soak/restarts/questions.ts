/** What the process of the readers is told and asked. */
export type Question =
  | { ask: "open"; address: string; count: number }
  /** The newest committed version, as the database says. */
  | { ask: "look"; newest: number }
  /** Begins a new lap, and tells of the last. */
  | { ask: "lap" };

export interface Look {
  /** Readers that show an older version than `newest`. */
  behind: number;
  /** Readers whose stream is open. */
  open: number;
}

export interface Lap {
  /** Unix milliseconds. */
  reconnects: number[];
  /** Streams answered with something else than a stream; such a page polls for a while. */
  refused: number;
  /** The longest that any reader showed a number while a newer one was known. */
  worstLagMs: number;
  /** Versions that were not newer than the one before, on a stream or on a page. */
  fell: number;
}
