/** What can go wrong between Stripe and a webhook endpoint, switched on by `POST /_emulator/delivery`. */
export interface Switches {
  /** false keeps every event undelivered until it is true again. */
  on: boolean;
  /** Each event is sent this many times. */
  duplicates: number;
  shuffle: boolean;
  /** Unix seconds that every new event is stamped with, or null. */
  sameSecond: number | null;
  delayMs: number;
  /** Share of attempts that never reach the endpoint, 0 to 1. */
  drop: number;
  /** Version that new events are created (and for ever rendered) at. */
  apiVersion: string | null;
  /** Deliveries that may wait for their answer at a time. */
  concurrency: number;
}

export function defaultSwitches(): Switches {
  return {
    on: true,
    duplicates: 1,
    shuffle: false,
    sameSecond: null,
    delayMs: 0,
    drop: 0,
    apiVersion: null,
    // Stripe sends many at once; with few, commits would hold few events each and a burst would wait.
    concurrency: 32,
  };
}
