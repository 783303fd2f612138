import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveProgress } from "./live-progress";

/** A browser as far as a page's stream needs one; what is not ours stands in, what is ours is real. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  static open(): FakeSource[] {
    return FakeSource.all.filter((source) => source.readyState !== FakeSource.CLOSED);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  say(version: number): void {
    this.dispatchEvent(Object.assign(new Event("progress"), { data: JSON.stringify({ version }) }));
  }

  break(): void {
    this.onerror?.();
  }
}

let page: EventTarget & { visibilityState: string; prerendering: boolean };
let windowTarget: EventTarget;
let server: { version: number } | null;
let live: LiveProgress;
const shown: number[] = [];
let isStale = false;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  page = Object.assign(new EventTarget(), { visibilityState: "visible", prerendering: false });
  windowTarget = new EventTarget();
  server = { version: 10 };
  FakeSource.all = [];
  shown.length = 0;
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", globalThis);
  vi.stubGlobal("addEventListener", windowTarget.addEventListener.bind(windowTarget));
  vi.stubGlobal("removeEventListener", windowTarget.removeEventListener.bind(windowTarget));
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("fetch", async () => {
    if (!server) throw new TypeError("no network");
    return new Response(JSON.stringify(server));
  });
  live = new LiveProgress("/api/drives/current", "en", 10, {
    onProgress: ({ version }) => shown.push(version),
    onStale: (stale) => {
      isStale = stale;
    },
  });
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function turn(visibility: "visible" | "hidden"): Promise<void> {
  page.visibilityState = visibility;
  page.dispatchEvent(new Event("visibilitychange"));
  return vi.advanceTimersByTimeAsync(0).then(() => {});
}

/** The stream breaks as often as makes a page give it up. */
function breakOften(): void {
  for (let n = 0; n < 3; n++) FakeSource.all.at(-1)?.break();
}

describe("a page", () => {
  test("streams only while it is seen, and asks at once what it missed", async () => {
    live.start();
    expect(FakeSource.open()).toHaveLength(1);
    await turn("hidden");
    expect(FakeSource.open()).toHaveLength(0);
    server = { version: 12 };
    await turn("visible");
    expect(shown).toEqual([12]);
    expect(FakeSource.open()).toHaveLength(1);
  });

  test("does not stream while it is only being prepared for a reader", async () => {
    page.prerendering = true;
    live.start();
    expect(FakeSource.all).toHaveLength(0);
    page.prerendering = false;
    page.dispatchEvent(new Event("prerenderingchange"));
    expect(FakeSource.open()).toHaveLength(1);
  });

  test("never shows an older version", () => {
    live.start();
    const [source] = FakeSource.open();
    for (const version of [11, 9, 11, 14, 13]) source?.say(version);
    expect(shown).toEqual([11, 14]);
  });

  test("polls where streams are blocked, and says when even that fails", async () => {
    live.start();
    breakOften();
    expect(FakeSource.open()).toHaveLength(0);
    expect(isStale).toBe(true);
    server = { version: 20 };
    await vi.advanceTimersByTimeAsync(15_000);
    expect(shown).toEqual([20]);
    expect(isStale).toBe(false);
    server = null;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(isStale).toBe(true);
  });

  test("comes back to the stream after a server was away, and polls no more once it is there", async () => {
    live.start();
    server = null;
    breakOften();
    server = { version: 30 };
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown).toEqual([30]);
    const [source] = FakeSource.open();
    source?.say(31);
    server = { version: 99 };
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown).toEqual([30, 31]);
  });

  test("tries a stream that stays blocked less and less often", async () => {
    live.start();
    breakOften();
    const tries = [0, 0];
    for (let minute = 0; minute < 40; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      if (FakeSource.open().length === 0) continue;
      tries[minute < 20 ? 0 : 1] = (tries[minute < 20 ? 0 : 1] ?? 0) + 1;
      breakOften();
    }
    expect(tries[0]).toBeGreaterThan(tries[1] ?? 0);
    expect(tries[1]).toBeGreaterThan(0);
  });

  test("opens its stream anew when it slept through something, and leaves a quiet stream alone", async () => {
    live.start();
    const [first] = FakeSource.open();
    first?.say(11);
    server = { version: 11 };
    await vi.advanceTimersByTimeAsync(40_000);
    expect(FakeSource.open()).toEqual([first]);
    server = { version: 15 };
    await vi.advanceTimersByTimeAsync(40_000);
    expect(shown).toEqual([11, 15]);
    expect(FakeSource.open()).toHaveLength(1);
    expect(FakeSource.open()).not.toEqual([first]);
  });

  test("says that its figure is of before while there is no network, and is right as soon as there is", async () => {
    live.start();
    await vi.advanceTimersByTimeAsync(0);
    server = null;
    windowTarget.dispatchEvent(new Event("offline"));
    expect(isStale).toBe(true);
    server = { version: 40 };
    windowTarget.dispatchEvent(new Event("online"));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([40]);
    expect(isStale).toBe(false);
  });

  test("is current when it is taken out of the browser's own cache", async () => {
    live.start();
    await turn("hidden");
    server = { version: 50 };
    page.visibilityState = "visible";
    windowTarget.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    await vi.advanceTimersByTimeAsync(0);
    expect(shown).toEqual([50]);
  });
});
