import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";
import { TrustLines } from "./trust-lines";
import { TrustRun } from "./trust-run";

type Import = Trust["articles"][number];

/** The last import of each source of articles, what failed and what was left out. */
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
          None yet. Each source of articles stands here with what its last import brought, what failed, and
          what was left out.
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
            >
              <LeftOut of={each} />
            </TrustRun>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** What articles of a source are here without, whichever import brought them. */
function LeftOut({ of: { lossy, losses, finishedAt } }: { of: Import }) {
  if (!finishedAt) return null;
  if (lossy === 0) return <p className="mt-1 text-sm text-soft">Nothing was left out of its articles.</p>;
  const named = losses.length < lossy ? `, the newest ${losses.length}` : "";
  return <TrustLines summary={`What was left out of ${plural(lossy, "article")}${named}`} lines={losses} />;
}

function outcomeWords({ added, updated, unchanged, removed, failed, finishedAt, error, trigger }: Import) {
  const by = trigger === "schedule" ? "by itself" : "asked for on the machine";
  if (!finishedAt) return `Under way, ${by}, or its process ended`;
  if (error) return `Did not finish, ${by}`;
  const kept = `${formatCount(added)} added, ${formatCount(updated)} updated, ${formatCount(unchanged)} unchanged`;
  return `${kept}, ${formatCount(removed)} removed, ${plural(failed, "failure")}, ${by}`;
}
