import type { ControlRoom } from "./handle-control.ts";

export interface Control {
  method: "GET" | "POST";
  /** Path under /_emulator/, with at most one `:id`. */
  path: string;
  handle: (room: ControlRoom, body: unknown, id: string) => unknown;
}
