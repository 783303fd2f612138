"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Progress } from "@/domain/drive/progress";
import type { Room } from "@/domain/staff/room";

const STREAM = "/api/drives/current/live";
const FEED = "/staff/feed";
const FEED_PAUSE_MS = 1_000;
const FEED_EVERY_MS = 30_000;
const REOPEN_MS = 10_000;

export type Link = "connecting" | "live" | "lost" | "paused" | "signed out";

const newer = (held: Progress | null, next: Progress | null) =>
  held && next && held.drive === next.drive && held.version > next.version ? held : next;

/** Keeps the room current while the page is visible: the number by the stream, the rest by the feed after it. */
export function useLiveRoom(initial: Room, paused: boolean) {
  const [room, setRoom] = useState(initial);
  const [link, setLink] = useState<Link>("connecting");
  const [now, setNow] = useState(() => new Date(initial.now));
  // The newsroom's clock, not this machine's: server time plus what has passed since it came.
  const clock = useRef({ server: Date.parse(initial.now), received: 0 });

  const readFeed = useCallback(async (signal: AbortSignal) => {
    const response = await fetch(FEED, { signal, cache: "no-store" }).catch(() => null);
    if (signal.aborted) return;
    if (response?.status === 401) setLink("signed out");
    if (!response?.ok) return;
    const next: Room = await response.json();
    clock.current = { server: Date.parse(next.now), received: performance.now() };
    setNow(new Date(next.now));
    setRoom((held) => ({ ...next, progress: newer(held.progress, next.progress) }));
  }, []);

  useEffect(() => {
    clock.current = { server: Date.parse(initial.now), received: performance.now() };
    setRoom((held) => ({ ...initial, progress: newer(held.progress, initial.progress) }));
  }, [initial]);

  useEffect(() => {
    if (paused) {
      setLink("paused");
      return;
    }
    let stop: (() => void) | undefined;
    const follow = () => {
      stop?.();
      stop = document.visibilityState === "visible" ? listen(readFeed, setRoom, setLink) : undefined;
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    const tick = setInterval(() => {
      setNow(new Date(clock.current.server + performance.now() - clock.current.received));
    }, 20_000);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      clearInterval(tick);
      stop?.();
    };
  }, [paused, readFeed]);

  return { room, link, now };
}

/** Opens stream and feed; returns what closes both. */
function listen(
  readFeed: (signal: AbortSignal) => Promise<void>,
  setRoom: (change: (held: Room) => Room) => void,
  setLink: (link: Link) => void,
): () => void {
  const abort = new AbortController();
  let source: EventSource | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let reopen: ReturnType<typeof setTimeout> | undefined;

  const readSoon = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      void readFeed(abort.signal);
    }, FEED_PAUSE_MS);
  };
  const open = () => {
    source = new EventSource(STREAM);
    source.addEventListener("open", () => setLink("live"));
    source.addEventListener("progress", (event: MessageEvent<string>) => {
      const next: Progress = JSON.parse(event.data);
      setLink("live");
      setRoom((held) => withProgress(held, next));
      readSoon();
    });
    source.addEventListener("error", () => {
      setLink("lost");
      // A browser retries a dropped stream by itself, but gives up on an answer that is no stream.
      if (source?.readyState === EventSource.CLOSED) reopen = setTimeout(open, REOPEN_MS);
    });
  };

  open();
  void readFeed(abort.signal);
  const regularly = setInterval(readSoon, FEED_EVERY_MS);
  return () => {
    abort.abort();
    source?.close();
    clearTimeout(soon);
    clearTimeout(reopen);
    clearInterval(regularly);
  };
}

function withProgress(held: Room, next: Progress): Room {
  const progress = newer(held.progress, next);
  if (progress !== next) return held;
  return { ...held, progress, liveCount: next.held ? held.liveCount : next.count };
}
