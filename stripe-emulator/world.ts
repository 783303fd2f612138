import type { EmulatorClock } from "./clock.ts";
import type { Switches } from "./delivery/switches.ts";
import type { PendingDelivery } from "./store/kinds.ts";
import type { Store } from "./store/store.ts";

interface RequestLogEntry {
  method: string;
  path: string;
  status: number;
  at: string;
}

/** Everything one emulator holds; passed to every verb, so that two emulators in one process never meet. */
export interface World {
  store: Store;
  clock: EmulatorClock;
  switches: Switches;
  /** Base address of the pages, known once the server listens. */
  baseUrl: string;
  /** The API request being served, written into the events it causes. */
  request: { id: string | null; idempotencyKey: string | null };
  requests: RequestLogEntry[];
  outage: { mode: "unreachable" | "rate_limited" | "errors"; untilMs: number } | null;
  /** Hands a recorded delivery to the sender. */
  enqueue: (delivery: PendingDelivery) => void;
}

export const API_VERSION = "2026-10-28.endive";
export const ACCOUNT_ID = "acct_1EmulatorNewsroom";
