import type { SlotValues } from "@/domain/drive/slots";
import type { Locale } from "@/domain/locale";
import { wordsIn } from "./words/words";

/** Marks an element whose text the browser keeps up to date. */
const slot = (name: keyof SlotValues) => ({ "data-slot": name });

const TICKS = [250, 500, 750];

interface DriveBannerProps {
  /** Real values, or the tokens a document is rendered with. */
  slots: SlotValues;
  locale: Locale;
  /** Carried to the join page, so that the join is credited. */
  attribution?: { article?: string; section?: string };
}

/** The drive, at the head of an article: number, bar, message, deadline, actions. */
export function DriveBanner({ slots, locale, attribution = {} }: DriveBannerProps) {
  const words = wordsIn(locale);
  const join = joinHref(slots, attribution, "banner");
  return (
    <>
      <muster-live
        class="drive"
        role="region"
        aria-label={words.membershipDrive}
        data-state={slots.state}
        data-version={slots.version}
        data-lang={locale}
      >
        <a className="skip" href="#after-drive">
          {words.skipDrive}
        </a>
        <p className="sr-only" {...slot("label")}>
          {slots.label}
        </p>
        <p className="drive-figures" aria-hidden="true">
          <span className="drive-count" {...slot("count")}>
            {slots.count}
          </span>{" "}
          <span className="drive-goal" {...slot("outOf")}>
            {slots.outOf}
          </span>{" "}
          <span className="drive-deadline" {...slot("deadline")}>
            {slots.deadline}
          </span>
        </p>
        <DriveBar bar={slots.bar} goalTick={slots.goalTick} />
        <p className="drive-status" {...slot("status")}>
          {slots.status}
        </p>
        <p className="drive-message" {...slot("message")}>
          {slots.message}
        </p>
        <p className="drive-actions">
          <a className="button drive-join" href={join}>
            {words.become}
          </a>
          <span className="drive-price drive-join">{slots.price}</span>
          <a className="button-quiet drive-gift drive-join" href={slots.giftUrl}>
            {words.gift}
          </a>
          <span className="drive-asides">
            <span className="drive-asof">
              {words.asOf} <span {...slot("asOfTime")}>{slots.asOfTime}</span>
            </span>
            <button
              type="button"
              className="button-quiet"
              data-action="pause"
              data-resume={words.resume}
              hidden
            >
              {words.pause}
            </button>
            <button type="button" className="button-quiet" data-action="member" hidden>
              {words.already}
            </button>
          </span>
        </p>
        <span className="sr-only" aria-live="polite" data-announce />
      </muster-live>
      <aside className="drive-slim" aria-label={words.membershipDrive} data-state={slots.state} hidden>
        <span>
          <strong {...slot("count")}>{slots.count}</strong> <span {...slot("outOf")}>{slots.outOf}</span>
        </span>
        <a href={joinHref(slots, attribution, "slim")}>{words.join}</a>
        <button type="button" data-action="close-slim" aria-label={words.close}>
          ×
        </button>
      </aside>
      <span id="after-drive" tabIndex={-1} />
    </>
  );
}

/** The bar by itself; its width is an attribute, so that a strict style policy holds. */
export function DriveBar({ bar, goalTick }: { bar: string; goalTick: string }) {
  return (
    <svg className="drive-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="drive-track" width="1000" height="10" />
      <rect className="drive-fill" width={bar} height="10" data-bar />
      {TICKS.map((x) => (
        <rect key={x} className="drive-tick" x={x - 1} width="2" height="10" />
      ))}
      <rect className="drive-goal-tick" x={goalTick} width="3" height="10" data-goal-tick />
    </svg>
  );
}

/** The join address with where the reader comes from; nothing about the reader. */
function joinHref(
  slots: SlotValues,
  attribution: { article?: string; section?: string },
  place: string,
): string {
  const query = Object.entries({ ...attribution, place })
    .flatMap(([key, value]) => (value ? [`${key}=${encodeURIComponent(value)}`] : []))
    .join("&");
  return `${slots.joinUrl}?${query}`;
}
