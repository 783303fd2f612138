import type { Progress } from "@/domain/drive/progress";

/** One anonymous join or leave, in words. */
export interface RoomEvent {
  id: string;
  at: string;
  delta: number;
  what: string;
  /** Plan, country or cause; empty when nothing is known. */
  detail: string;
}

/** Everything the staff room shows at one moment, as JSON: times are ISO instants. */
export interface Room {
  now: string;
  mayHold: boolean;
  progress: Progress | null;
  /** The true running count, even while the shown one is held. */
  liveCount: number;
  today: { joined: number; left: number; net: number };
  lastWebhookAt: string | null;
  /** Payments that a welcome had to read from Stripe because no webhook told of them. */
  unheard: number;
  unsettled: number;
  failedEvents: number;
  leaving: number;
  free: number;
  events: RoomEvent[];
}
