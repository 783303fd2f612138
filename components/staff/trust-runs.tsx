import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";
import { TrustRun } from "./trust-run";

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
            <TrustRun
              key={run.id}
              at={momentOf(run.startedAt.toISOString(), timezone, now)}
              title={runWords(run, run.id === trust.comparing?.id)}
              words={`${formatCount(run.subscriptions)} subscriptions and ${formatCount(run.events)} events looked at, ${ASKED_BY[run.trigger]}${run.dryRun ? ", nothing changed" : ""}`}
              error={run.error}
              found={{ summary: "What differed", lines: run.found.map(differenceWords) }}
            />
          ))}
        </ul>
      )}
    </Part>
  );
}

const ASKED_BY = { schedule: "by itself", command: "asked for on the machine", staff: "asked for here" };

function differenceWords({ detail, repaired }: Trust["runs"][number]["found"][number]): string {
  return `${detail} (${repaired ? "put right" : "not put right"})`;
}

function runWords(run: Trust["runs"][number], isUnderWay: boolean): string {
  if (!run.finishedAt) return isUnderWay ? "Under way" : "Did not finish: its process ended";
  if (run.error) return "Did not finish";
  if (run.differences === 0) return "Nothing differed";
  return `${plural(run.differences, "difference")}, ${formatCount(run.repaired)} put right`;
}
