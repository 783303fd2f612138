import { EmulatorClock } from "./clock";
import { newId } from "./ids";
import type { StoredEvent, StripeObject } from "./store/kinds";
import { Store } from "./store/store";

/** The API version objects are kept in; deliveries and lists may show an older one. */
export const API_VERSION = "2026-10-28.endive";

/** How deliveries misbehave; all off by default. */
export interface DeliverySwitches {
  /** Nothing is delivered while off; events wait. */
  enabled: boolean;
  /** Each event is sent this many times. */
  copies: number;
  shuffle: boolean;
  /** Milliseconds before each first attempt. */
  delayMs: number;
  /** Share of events never delivered, 0 to 1. */
  drop: number;
  /** Events made from now on carry this second as `created`; null follows the clock. */
  frozenSecond: number | null;
}

export interface Outage {
  mode: "off" | "unreachable" | "rate_limited" | "errors";
  untilMs: number;
}

export interface ApiRequest {
  at: string;
  method: string;
  path: string;
  status: number;
}

const KEPT_REQUESTS = 10_000;

/** Everything one emulator is: its objects, its clock, its switches. */
export class World {
  readonly store = new Store();
  readonly clock = new EmulatorClock();
  readonly requests: ApiRequest[] = [];
  /** Answers by idempotency key. */
  readonly replays = new Map<string, { fingerprint: string; status: number; body: string }>();
  switches: DeliverySwitches = {
    enabled: true,
    copies: 1,
    shuffle: false,
    delayMs: 0,
    drop: 0,
    frozenSecond: null,
  };
  outage: Outage = { mode: "off", untilMs: 0 };
  /** Address of this emulator, known once it listens. */
  url = "";
  /** Told when time was advanced, for the journal. */
  onClock: () => void = () => {};
  /** Told of each new event; the delivery queue listens. */
  onEvent: (event: StoredEvent) => void = () => {};

  /** Records that something happened to an object, as its webhook will tell it. */
  emit(type: string, object: StripeObject, previous?: Record<string, unknown>): void {
    const event: StoredEvent = {
      id: newId("evt"),
      object: "event",
      api_version: API_VERSION,
      created: this.switches.frozenSecond ?? this.clock.now(),
      type,
      data: previous ? { object, previous_attributes: previous } : { object },
      request: { id: null, idempotency_key: null },
    };
    this.store.put("event", event);
    this.onEvent(event);
  }

  logRequest(request: ApiRequest): void {
    this.requests.push(request);
    if (this.requests.length > KEPT_REQUESTS) this.requests.splice(0, KEPT_REQUESTS / 2);
  }
}
