import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part, Send } from "./forms";
import { ScrollBox } from "./scroll-box";

/** Events that could not be applied, or wait for another, with what is kept of them. */
export function TrustEvents({
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
  const { failedEvents, waitingEvents, doubts } = trust;
  // What came before its subject is asked of Stripe: once nothing is in doubt, nothing of it is open.
  const events = trust.events.filter(({ outcome }) => outcome === "failed" || doubts > 0);
  return (
    <Part id="events" title="Events that are not applied">
      {events.length === 0 ? (
        <p className="mt-2 text-soft">
          None. An event that cannot be applied is kept and shown here with its reason; none is ever lost.
          {waitingEvents > 0 &&
            ` ${plural(waitingEvents, "event")} came before what they tell of; Stripe was asked about that since, and nothing is open.`}
        </p>
      ) : (
        <>
          <p className="mt-2">{`${formatCount(failedEvents)} failed, ${formatCount(waitingEvents)} waiting for another event.`}</p>
          <ul className="mt-2">
            {events.map((event) => (
              <li key={event.id} className="border-t border-rule py-3 first:border-t-0">
                <div className="flex flex-wrap items-baseline gap-x-4">
                  <strong>{event.type}</strong>
                  <code className="text-sm break-all text-soft">{event.id}</code>
                  <span className="text-sm text-soft">
                    {`${event.outcome}, ${momentOf(event.receivedAt.toISOString(), timezone, now)}, tried ${plural(event.attempts, "time")}`}
                  </span>
                </div>
                {mayAct && event.outcome === "failed" && (
                  <form method="post" action="/staff/trust/replay">
                    <input type="hidden" name="id" value={event.id} />
                    <Send look="quiet">{`Apply ${event.id} again`}</Send>
                  </form>
                )}
                {event.error && <p className="mt-1 text-warn">{event.error}</p>}
                <details className="mt-1 text-sm">
                  <summary className="w-fit py-1 underline underline-offset-4">What is kept of it</summary>
                  <ScrollBox label={`Kept of ${event.id}`} className="mt-2 max-h-80 border border-rule p-3">
                    <pre className="text-xs">{JSON.stringify(event.payload, null, 2)}</pre>
                  </ScrollBox>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
