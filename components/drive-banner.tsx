import type { SlotValues } from "@/domain/drive/slots";
import type { Locale } from "@/domain/locale";
import { CLOSED_DAYS } from "./elements/remember";
import { Cross } from "./icons";
import { wordsIn } from "./words/words";

/** Marks an element whose text the browser keeps up to date, on some pages before React has looked at it. */
const slot = (name: keyof SlotValues) => ({ "data-slot": name, suppressHydrationWarning: true });

/** Strokes beneath the bar: one each fiftieth of the way, longer ones at its quarters. */
const RULER = Array.from({ length: 51 }, (_, tick) => `M${tick * 20} 9v3`).join("");
const QUARTERS = [0, 250, 500, 750, 1_000].map((x) => `M${x} 9v7`).join("");

interface DriveBannerProps {
  /** Real values, or the tokens a document is rendered with. */
  slots: SlotValues;
  locale: Locale;
  /** Carried to the join page, so that the join is credited. */
  attribution?: { article?: string; section?: string };
  /** False for someone who has just joined: the number stays, nobody is asked twice. */
  asksToJoin?: boolean;
}

/** The drive, at the head of an article: number, bar, message, deadline, actions. */
export function DriveBanner({ slots, locale, attribution = {}, asksToJoin = true }: DriveBannerProps) {
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
        <div className="drive-words">
          <p className="drive-status" {...slot("status")}>
            {slots.status}
          </p>
          <p className="drive-message" {...slot("message")}>
            {slots.message}
          </p>
        </div>
        <div className="drive-actions">
          {asksToJoin && (
            <>
              <a className="button drive-join" href={join}>
                {words.become}
              </a>
              <span className="drive-price">{slots.price}</span>
            </>
          )}
          <div className="drive-asides">
            <a className="button-quiet drive-gift" href={slots.giftUrl}>
              {words.gift}
            </a>
            <button type="button" className="button-quiet" data-action="pause" data-resume={words.resume}>
              {words.pause}
            </button>
            {asksToJoin && (
              <button type="button" className="button-quiet" data-action="member">
                {words.already}
              </button>
            )}
            <span className="drive-asof">
              {words.asOf} <span {...slot("asOfTime")}>{slots.asOfTime}</span>
            </span>
          </div>
        </div>
        <span className="sr-only" aria-live="polite" data-announce />
      </muster-live>
      <div className="drive-slim" hidden>
        <svg className="drive-slim-bar" viewBox="0 0 1000 3" preserveAspectRatio="none" aria-hidden="true">
          <rect className="drive-fill" width={slots.bar} height="3" data-bar />
        </svg>
        <span>
          <strong className="drive-slim-count" {...slot("count")}>
            {slots.count}
          </strong>{" "}
          <span {...slot("outOf")}>{slots.outOf}</span>
        </span>
        {asksToJoin && (
          <a className="drive-slim-join" href={joinHref(slots, attribution, "slim")}>
            {words.become}
          </a>
        )}
        <button
          type="button"
          className="drive-slim-close"
          data-action="close-slim"
          aria-label={words.closeFor(CLOSED_DAYS)}
        >
          <span className="drive-slim-close-words">{words.closeFor(CLOSED_DAYS)}</span>
          <span className="drive-slim-close-days">{words.closedDays(CLOSED_DAYS)}</span>
          <Cross />
        </button>
      </div>
      <span id="after-drive" tabIndex={-1} />
    </>
  );
}

/** The bar by itself; its width is an attribute, so that a strict style policy holds. */
export function DriveBar({ bar, goalTick }: { bar: string; goalTick: string }) {
  return (
    <svg className="drive-bar" viewBox="0 0 1000 18" preserveAspectRatio="none" aria-hidden="true">
      <rect className="drive-track" width="1000" height="6" />
      <rect className="drive-fill" width={bar} height="6" data-bar />
      <path className="drive-ruler" d={RULER} />
      <path className="drive-quarters" d={QUARTERS} />
      <rect className="drive-needle" x={bar} y="-4" width="0.1" height="14" data-needle />
      <rect className="drive-goal-post" x={goalTick} y="-4" width="0.1" height="20" data-goal-tick />
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
  return `${slots.joinUrl}${slots.joinMark}${query}`;
}
