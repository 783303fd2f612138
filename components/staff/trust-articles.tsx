import type { Trust } from "@/domain/staff/read-trust";
import { formatCount, momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";

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
            <li key={each.source} className="border-t border-rule py-3 first:border-t-0">
              <div className="flex flex-wrap items-baseline gap-x-4">
                <span className="text-soft tabular-nums">
                  {momentOf(each.startedAt.toISOString(), timezone, now)}
                </span>
                <strong className="break-all">{each.source}</strong>
                <span className="text-sm text-soft">{outcomeWords(each)}</span>
              </div>
              {each.error && <p className="break-words text-warn">{each.error}</p>}
              {each.troubles.length > 0 && (
                <details className="mt-1 text-sm">
                  <summary className="w-fit py-1 underline underline-offset-4">What failed</summary>
                  <ul className="mt-1 max-w-[80ch]">
                    {each.troubles.map((trouble) => (
                      <li key={trouble} className="break-words py-0.5">
                        {trouble}
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

function outcomeWords({ added, updated, unchanged, removed, failed, finishedAt, error, trigger }: Import) {
  const by = trigger === "schedule" ? "by itself" : "asked for on the machine";
  if (!finishedAt) return `Under way, ${by}, or its process ended`;
  if (error) return `Did not finish, ${by}`;
  const kept = `${formatCount(added)} added, ${formatCount(updated)} updated, ${formatCount(unchanged)} unchanged`;
  return `${kept}, ${formatCount(removed)} removed, ${plural(failed, "failure")}, ${by}`;
}
