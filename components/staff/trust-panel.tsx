import type { ReactNode } from "react";
import type { Trust } from "@/domain/staff/read-trust";
import { formatChange, formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { trustWarnings } from "@/domain/staff/trust-warnings";
import { Defined } from "./defined";
import { Part } from "./forms";
import { TrustActions, TrustWarnings } from "./trust-actions";
import { TrustArticles } from "./trust-articles";
import { TrustEvents } from "./trust-events";
import { TrustInstances } from "./trust-instances";
import { TrustNotCounted } from "./trust-not-counted";
import { TrustRuns } from "./trust-runs";
import { TrustUnsettled } from "./trust-unsettled";

/** Whether the number can be trusted: warnings first, then what they rest on. */
export function TrustPanel({
  trust,
  timezone,
  now,
  mayAct,
}: {
  trust: Trust;
  timezone: string;
  now: Date;
  mayAct: boolean;
}) {
  const moment = (at: Date | null) => (at ? momentOf(at.toISOString(), timezone, now) : null);
  return (
    <>
      <TrustWarnings warnings={trustWarnings(trust, now, timezone)} mayAct={mayAct} />
      <dl className="mt-8 grid border-t border-ink sm:grid-cols-2 lg:grid-cols-5 lg:gap-x-8">
        <Said
          label="Last webhook"
          definition="When Stripe last told us of anything."
          value={moment(trust.lastWebhookAt) ?? "None yet"}
        />
        <Said
          label="Lag"
          definition="From Stripe's own time of an event to ours, for the newest 200; Stripe counts in whole seconds."
          value={
            trust.lag
              ? `${seconds(trust.lag.middle)}, slowest ${seconds(trust.lag.slowest)}`
              : "Nothing to measure"
          }
        />
        <Said
          label="Compared with Stripe"
          definition="When every subscription was last compared with Stripe and nothing was left different."
          value={moment(trust.verifiedAt) ?? "Not yet"}
        />
        <Said
          label="Heard up to"
          definition="Every event of Stripe up to this time has been received or fetched."
          value={moment(trust.caughtUpTo) ?? "Not yet"}
        />
        <Said
          label="Undelivered"
          definition="Events that Stripe could not bring to every endpoint, as Stripe says now; and those that did not reach us in another way."
          value={undeliveredWords(trust.undelivered)}
        />
      </dl>
      <TrustActions comparing={trust.comparing} mayAct={mayAct} />
      <TrustEvents trust={trust} timezone={timezone} now={now} mayAct={mayAct} />
      <TrustNotCounted notCounted={trust.notCounted} timezone={timezone} now={now} />
      <TrustUnsettled trust={trust} timezone={timezone} now={now} />
      <TrustRuns trust={trust} timezone={timezone} now={now} />
      <TrustArticles articles={trust.articles} timezone={timezone} now={now} />
      <TrustInstances instances={trust.instances} timezone={timezone} now={now} />
      <Part id="corrections" title="Corrections">
        {trust.corrections.length === 0 ? (
          <p className="mt-2 text-soft">
            None of more than ten members. Readers see the same list on the counting page.
          </p>
        ) : (
          <ul className="mt-2">
            {trust.corrections.map((correction) => (
              <li
                key={correction.at.toISOString() + correction.cause}
                className="flex flex-wrap gap-x-4 border-t border-rule py-2 tabular-nums first:border-t-0"
              >
                <span className="text-soft">{moment(correction.at)}</span>
                <strong>{formatChange(correction.after - correction.before)}</strong>
                <span>{`${correction.cause}: ${formatCount(correction.before)} to ${formatCount(correction.after)}`}</span>
                {correction.reason && <span className="text-soft">{correction.reason}</span>}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <p className="mt-8 text-sm text-soft">
        {`${plural(trust.imports.length, "import")} on record${trust.backfilledAt ? `; members from before were counted ${moment(trust.backfilledAt)}` : ""}.`}
      </p>
    </>
  );
}

function Said({ label, definition, value }: { label: string; definition: string; value: ReactNode }) {
  return (
    <div className="border-b border-rule py-3">
      <dt className="text-sm text-soft">
        <Defined label={label} definition={definition} />
      </dt>
      <dd className="font-serif text-2xl font-semibold tabular-nums">{value}</dd>
    </div>
  );
}

function undeliveredWords(undelivered: Trust["undelivered"]): string {
  if (!undelivered) return "Stripe did not answer";
  const { count, more, missing } = undelivered;
  if (count === 0) return "None";
  return `${formatCount(count)}${more ? " or more" : ""}, ${formatCount(missing)} missing`;
}

function seconds(amount: number): string {
  return amount < 90 ? `${Math.max(0, Math.round(amount))} s` : `${formatCount(Math.round(amount / 60))} min`;
}
