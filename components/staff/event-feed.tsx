import type { RoomEvent } from "@/domain/staff/room";
import { momentOf } from "@/domain/staff/room-words";

const SHOWN = 12;

/** Joins and leaves, newest first, without anything that tells who. */
export function EventFeed({
  events,
  timezone,
  now,
}: {
  events: readonly RoomEvent[];
  timezone: string;
  now: Date;
}) {
  return (
    <section aria-labelledby="feed">
      <h2 id="feed" className="font-serif text-xl font-semibold">
        Joins and leaves
      </h2>
      {events.length === 0 ? (
        <p className="mt-4 max-w-[44ch] text-soft">
          Nobody has joined yet. Each join and leave will show here as it happens, with its plan and country
          and never a name.
        </p>
      ) : (
        <ol className="mt-2">
          {events.slice(0, SHOWN).map((event) => (
            <li
              key={event.id}
              className="grid grid-cols-[1.5rem_1fr_auto] items-baseline gap-x-2 border-t border-rule py-2 first:border-t-0"
            >
              <span
                aria-hidden="true"
                className={`font-serif text-xl font-semibold ${event.delta > 0 ? "text-accent" : "text-soft"}`}
              >
                {event.delta > 0 ? "+" : "−"}
              </span>
              <span>
                {event.what}
                {event.detail && <span className="block text-sm text-soft">{event.detail}</span>}
              </span>
              <time dateTime={event.at} className="text-sm text-soft tabular-nums">
                {momentOf(event.at, timezone, now)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
