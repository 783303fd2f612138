import type { ReactNode } from "react";
import type { Room } from "@/domain/staff/room";
import { formatChange, formatCount, placeOf, webhookWords } from "@/domain/staff/room-words";
import { Defined } from "./defined";
import { LedgerLink } from "./ledger-link";

function Figure(props: {
  label: string;
  definition: string;
  value: string;
  note?: string;
  alert?: boolean;
  /** Where what is behind it stands. */
  link?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-rule py-2.5 first:border-t-0">
      <dt className="text-[0.9375rem]">
        <Defined label={props.label} definition={props.definition} />
      </dt>
      <dd className={`font-serif text-2xl font-semibold tabular-nums ${props.alert ? "text-warn" : ""}`}>
        {props.link ?? props.value}
      </dd>
      {props.note && <dd className="basis-full text-sm text-soft">{props.note}</dd>}
    </div>
  );
}

const heading = "font-serif text-xl font-semibold";

/** What moved since midnight in the newsroom. */
export function TodayFigures({ room, timezone }: { room: Room; timezone: string }) {
  const { joined, left, net } = room.today;
  const since = `since midnight, ${placeOf(timezone)} time`;
  return (
    <section aria-labelledby="today">
      <h2 id="today" className={heading}>
        Today
      </h2>
      <dl className="mt-2">
        <Figure
          label="Joined"
          definition={`People who began to count ${since}. Imports and policy changes are left out.`}
          value={formatCount(joined)}
        />
        <Figure
          label="Left"
          definition={`People who stopped counting ${since}: their membership ended or was refunded.`}
          value={formatCount(left)}
        />
        <Figure
          label="Net"
          definition="Joined minus left, today."
          value={formatChange(net)}
          note={
            joined + left === 0 ? `Nobody joined or left yet ${since}. The first will show here.` : undefined
          }
        />
      </dl>
    </section>
  );
}

interface TrustProps {
  room: Room;
  timezone: string;
  now: Date;
}

/** Whether the number can be trusted, and what it leaves out. */
export function TrustFigures({ room, timezone, now }: TrustProps) {
  return (
    <section aria-labelledby="trust">
      <h2 id="trust" className={heading}>
        Behind the number
      </h2>
      <dl className="mt-2">
        {room.unheard > 0 && <Unheard room={room} isLink />}
        <LastWebhook room={room} timezone={timezone} now={now} />
        <Figure
          label="Being checked"
          definition="Subscriptions, customers and payments whose events left a doubt; we are asking Stripe itself."
          value={formatCount(room.unsettled)}
        />
        <FailedEvents room={room} />
        <Figure
          label="Leaving"
          definition="Members who have cancelled and count until the time they paid for ends."
          value={formatCount(room.leaving)}
          link={
            room.leaving > 0 ? (
              <LedgerLink query={{ now: "leaving" }} words={formatCount(room.leaving)} of="leaving" />
            ) : undefined
          }
        />
        <Figure
          label="Free"
          definition="Free, complimentary and staff memberships. Nobody pays for them, so they are not in the total."
          value={formatCount(room.free)}
        />
      </dl>
    </section>
  );
}

/** On a wall: only what should make somebody look closer, and nothing when all is well. */
export function TrustAlarm({ room, timezone, now }: TrustProps) {
  const isQuiet = room.lastWebhookAt !== null && webhookWords(room.lastWebhookAt, timezone, now).quiet;
  if (!isQuiet && room.unheard === 0 && room.failedEvents === 0) return null;
  return (
    <section aria-labelledby="trust">
      <h2 id="trust" className={heading}>
        Look closer
      </h2>
      <dl className="mt-2">
        {room.unheard > 0 && <Unheard room={room} isLink={false} />}
        {isQuiet && <LastWebhook room={room} timezone={timezone} now={now} />}
        {room.failedEvents > 0 && <FailedEvents room={room} />}
      </dl>
    </section>
  );
}

function Unheard({ room, isLink }: { room: Room; isLink: boolean }) {
  return (
    <Figure
      label="Not told by webhook"
      definition="Payments that a welcome page had to read from Stripe, because no webhook of them came within a minute."
      value={formatCount(room.unheard)}
      note="Webhooks are not arriving. The trust page says what to do."
      alert
      link={
        isLink ? (
          <a href="/staff/trust" className="underline decoration-1 underline-offset-4">
            {formatCount(room.unheard)} <span className="sr-only">not told: what to do</span>
          </a>
        ) : undefined
      }
    />
  );
}

function LastWebhook({ room, timezone, now }: TrustProps) {
  const webhook = webhookWords(room.lastWebhookAt, timezone, now);
  return (
    <Figure
      label="Last webhook"
      definition="When Stripe last told us of anything. Between events it is simply quiet."
      value={webhook.value}
      note={webhook.note}
      alert={webhook.quiet && room.lastWebhookAt !== null}
    />
  );
}

function FailedEvents({ room }: { room: Room }) {
  return (
    <Figure
      label="Failed events"
      definition="Events we stored but could not apply. The trust page says why and applies them again; none is lost."
      value={formatCount(room.failedEvents)}
      alert={room.failedEvents > 0}
    />
  );
}
