import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";
import { TrustRun } from "./trust-run";

type Import = Trust["articles"][number];

/** The last import of each source of articles, and what of it could not be brought here. */
export function TrustArticles({
  articles,
  timezone,
  now,
}: {
  articles: Trust["articles"];
  timezone: string;
  now: Date;
}) {
  return (
    <Part id="articles" title="Imported articles">
      {articles.length === 0 ? (
        <p className="mt-2 text-soft">
          None yet. Each source of articles stands here with what its last import brought, and what it could
          not bring.
        </p>
      ) : (
        <ul className="mt-2">
          {articles.map((each) => (
            <TrustRun
              key={each.source}
              at={momentOf(each.startedAt.toISOString(), timezone, now)}
              title={each.source}
              words={outcomeWords(each)}
              error={each.error}
              found={{ summary: "What failed", lines: each.troubles }}
            />
          ))}
        </ul>
      )}
    </Part>
  );
}

function outcomeWords({ added, updated, unchanged, removed, failed, finishedAt, error, trigger }: Import) {
  const by = trigger === "schedule" ? "by itself" : "asked for on the machine";
  if (!finishedAt) return `Under way, ${by}, or its process ended`;
  if (error) return `Did not finish, ${by}`;
  const kept = `${formatCount(added)} added, ${formatCount(updated)} updated, ${formatCount(unchanged)} unchanged`;
  return `${kept}, ${formatCount(removed)} removed, ${plural(failed, "failure")}, ${by}`;
}
