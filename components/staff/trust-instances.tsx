import type { Instance } from "@/domain/instance/instances";
import { momentOf } from "@/domain/staff/room-words";
import { Part } from "./forms";

/** Beats come every few seconds: who missed many is gone or stuck. */
const QUIET_SECONDS = 30;

/** The processes that serve the newsroom, and whether each shows the newest number. */
export function TrustInstances({
  instances,
  timezone,
  now,
}: {
  instances: readonly Instance[];
  timezone: string;
  now: Date;
}) {
  const newest = Math.max(0, ...instances.map(({ version }) => version));
  return (
    <Part id="instances" title="Instances">
      {instances.length === 0 ? (
        <p className="mt-2 text-soft">
          None has reported yet. Every process that serves the site stands here, with what it shows.
        </p>
      ) : (
        <ul className="mt-2">
          {instances.map(({ id, host, startedAt, version, quietFor }) => (
            <li
              key={id}
              className="flex flex-wrap items-baseline gap-x-4 border-t border-rule py-2 first:border-t-0"
            >
              <strong className="break-all">{host}</strong>
              <span className="text-soft">{`since ${momentOf(startedAt.toISOString(), timezone, now)}`}</span>
              {quietFor > QUIET_SECONDS ? (
                <span className="text-warn">{`not heard of for ${Math.round(quietFor)} s: it ended or is stuck`}</span>
              ) : (
                <span>
                  {version === newest ? "shows the newest number" : "one beat behind the newest number"}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
