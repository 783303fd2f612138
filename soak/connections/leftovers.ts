/** What a process still holds when nobody uses it. */
export interface Leftovers {
  heapBytes: number;
  residentBytes: number;
  objects: Record<"sockets" | "requests" | "responses" | "timers", number>;
  /** Of the process itself. */
  listeners: number;
}
