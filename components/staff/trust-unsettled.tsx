import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf } from "@/domain/staff/room-words";
import { Part } from "./forms";

/** What is in doubt until Stripe has answered, and what Stripe does not know. */
export function TrustUnsettled({ trust, timezone, now }: { trust: Trust; timezone: string; now: Date }) {
  const { unsettled, doubts, unknown } = trust;
  return (
    <Part id="unsettled" title="Being checked with Stripe">
      {unknown > 0 && (
        <p className="mt-2 max-w-[60ch]">
          {`Stripe does not know ${formatCount(unknown)} of these: events told of them, but asked about them Stripe says there is no such thing. They move nothing, are kept, and are asked about again every five minutes. A key of another account is the usual reason.`}
        </p>
      )}
      {unsettled.length === 0 ? (
        <p className="mt-2 text-soft">
          Nothing. When events leave a doubt, what is in doubt stands here until Stripe has answered.
        </p>
      ) : (
        <ul className="mt-2">
          {unsettled.map((doubt) => (
            <li key={`${doubt.kind}:${doubt.id}`} className="border-t border-rule py-2 first:border-t-0">
              <code className="text-sm break-all">{doubt.id}</code>
              {`: ${doubt.reason}, since ${momentOf(doubt.since.toISOString(), timezone, now)}`}
              {doubt.unknown && <strong className="text-warn">. Unknown to Stripe</strong>}
              {doubt.lastError && <span className="block text-sm text-warn">{doubt.lastError}</span>}
            </li>
          ))}
        </ul>
      )}
      {doubts > unsettled.length && (
        <p className="mt-2 text-sm text-soft">{`${formatCount(doubts)} in all; the unknown and the next due are shown.`}</p>
      )}
    </Part>
  );
}
