"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import type { Room } from "@/domain/staff/room";
import { clockTime } from "@/domain/staff/room-words";
import { CountFigure } from "./count-figure";
import { EventFeed } from "./event-feed";
import { TodayFigures, TrustAlarm, TrustFigures } from "./figures";
import { HoldPanel } from "./hold-panel";
import { KeepTyped } from "./keep-typed";
import { NoticeLine } from "./staff-frame";
import { type Link, useLiveRoom } from "./use-live-room";
import { useWakeLock } from "./use-wake-lock";

const PAUSED_KEY = "muster.staff.paused";

// Charts and sums are drawn by the server: often enough for a day, seldom enough for a server.
const REDRAW_MS = 60_000;

/** Nobody scrolls a wall: the number and what is new on the left, how it got there on the right, whole in a wide screen. */
const WALL = "lg:grid lg:grid-cols-2 lg:gap-x-16 lg:[--number:10vw]";
const PANELS = "grid gap-x-10 gap-y-10 border-t border-ink pt-5 md:grid-cols-2";
const THREE_PANELS =
  "lg:grid-cols-[1fr_1.15fr_1.5fr] lg:divide-x lg:divide-rule lg:gap-x-0 lg:[&>*+*]:pl-10 lg:[&>*:not(:last-child)]:pr-10";
const WALL_EVENTS = 3;

/** The room itself: what the server rendered, kept current while someone looks. `lead` and `children` are drawn by the server. */
export function StaffRoom({
  initial,
  notice,
  isWall,
  lead,
  children,
}: {
  initial: Room;
  notice: string | null;
  isWall: boolean;
  lead: ReactNode;
  children: ReactNode;
}) {
  const [paused, setPaused] = useState(false);
  useEffect(() => setPaused(localStorage.getItem(PAUSED_KEY) === "yes"), []);
  const togglePause = () => {
    localStorage.setItem(PAUSED_KEY, paused ? "no" : "yes");
    setPaused(!paused);
  };
  const { room, link, now } = useLiveRoom(initial, paused);
  useRedraw(paused);
  useWakeLock(isWall);
  const timezone = room.progress?.timezone ?? "UTC";
  return (
    <main id="content" className={`mx-auto px-5 md:px-10 ${isWall ? "py-6" : "max-w-[96rem] pb-16"}`}>
      <div className={isWall ? WALL : ""}>
        <div className={isWall ? "" : "border-t-4 border-double border-ink pt-5"}>
          {notice && <NoticeLine words={notice} />}
          <KeepTyped />
          {room.progress ? (
            <CountFigure progress={room.progress} liveCount={room.liveCount} now={now} />
          ) : (
            <NoDrive />
          )}
          {lead}
          <p className="mt-3 flex flex-wrap items-baseline gap-x-4 text-sm text-soft">
            <span>{linkWords(link, room.progress?.asOf, timezone)}</span>
            {!isWall && (
              <button
                type="button"
                onClick={togglePause}
                className="py-1 text-ink underline underline-offset-4"
              >
                {paused ? "Resume updates" : "Pause updates"}
              </button>
            )}
          </p>
          {isWall && (
            <div className={`mt-6 ${PANELS}`}>
              <div className="space-y-6">
                <TrustAlarm room={room} timezone={timezone} now={now} />
                <TodayFigures room={room} timezone={timezone} />
              </div>
              <EventFeed events={room.events.slice(0, WALL_EVENTS)} timezone={timezone} now={now} />
            </div>
          )}
        </div>
        {room.progress && room.mayHold && !isWall && (
          <section aria-labelledby="hold" className="mt-5 border-t border-rule pt-4">
            <h2 id="hold" className="sr-only">
              {room.progress.held ? "The number is on hold" : "Hold"}
            </h2>
            <HoldPanel progress={room.progress} liveCount={room.liveCount} />
          </section>
        )}
        <div>{children}</div>
      </div>
      {!isWall && (
        <div className={`mt-10 ${PANELS} ${THREE_PANELS}`}>
          <TodayFigures room={room} timezone={timezone} />
          <TrustFigures room={room} timezone={timezone} now={now} />
          <EventFeed events={room.events} timezone={timezone} now={now} />
        </div>
      )}
    </main>
  );
}

function useRedraw(paused: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (paused) return;
    const redraw = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, REDRAW_MS);
    return () => clearInterval(redraw);
  }, [paused, router]);
}

function NoDrive() {
  return (
    <section aria-labelledby="drive-title">
      <h1 id="drive-title" className="font-serif text-4xl font-semibold">
        No drive yet
      </h1>
      <p className="mt-3 max-w-[66ch] font-serif text-xl">
        When a drive is published, its number, goal and deadline will stand here and move with every join.
      </p>
    </section>
  );
}

function linkWords(link: Link, asOf: string | undefined, timezone: string): string {
  const time = asOf ? clockTime(asOf, timezone) : null;
  const since = time ? `, as of ${time}` : "";
  if (link === "live") return `Live${time ? `, last changed at ${time}` : ""}.`;
  if (link === "lost") return `Connection lost${since}. Trying again.`;
  if (link === "paused") return `Updates are paused${since}.`;
  if (link === "signed out") return "You are signed out. Load the page again to sign in.";
  return time ? `As of ${time}.` : "Connecting.";
}
