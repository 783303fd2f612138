import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";

/** The comparisons with Stripe: what each found and whether it was put right. */
export function TrustRuns({ trust, timezone, now }: { trust: Trust; timezone: string; now: Date }) {
  return (
    <Part id="runs" title="Comparisons with Stripe">
      {trust.runs.length === 0 ? (
        <p className="mt-2 text-soft">
          None yet. Each comparison stands here with what differed between Stripe and us, and what was put
          right.
        </p>
      ) : (
        <ul className="mt-2">
          {trust.runs.map((run) => (
            <li key={run.id} className="border-t border-rule py-3 first:border-t-0">
              <div className="flex flex-wrap items-baseline gap-x-4">
                <span className="text-soft tabular-nums">
                  {momentOf(run.startedAt.toISOString(), timezone, now)}
                </span>
                <strong>{runWords(run, run.id === trust.comparing?.id)}</strong>
                <span className="text-sm text-soft">
                  {`${formatCount(run.subscriptions)} subscriptions and ${formatCount(run.events)} events looked at, ${ASKED_BY[run.trigger]}${run.dryRun ? ", nothing changed" : ""}`}
                </span>
              </div>
              {run.error && <p className="text-warn">{run.error}</p>}
              {run.found.length > 0 && (
                <details className="mt-1 text-sm">
                  <summary className="w-fit py-1 underline underline-offset-4">What differed</summary>
                  <ul className="mt-1 max-w-[80ch]">
                    {run.found.map((difference) => (
                      <li key={difference.detail} className="py-0.5">
                        {`${difference.detail} (${difference.repaired ? "put right" : "not put right"})`}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

const ASKED_BY = { schedule: "by itself", command: "asked for on the machine", staff: "asked for here" };

function runWords(run: Trust["runs"][number], isUnderWay: boolean): string {
  if (!run.finishedAt) return isUnderWay ? "Under way" : "Did not finish: its process ended";
  if (run.error) return "Did not finish";
  if (run.differences === 0) return "Nothing differed";
  return `${plural(run.differences, "difference")}, ${formatCount(run.repaired)} put right`;
}
