import type { Told } from "@/domain/staff/manage-notifications";
import { momentOf } from "@/domain/staff/room-words";
import { Part } from "./forms";

const STATES: Record<Told["ways"][number]["state"], string> = {
  queued: "on its way",
  sending: "being sent",
  sent: "sent",
  uncertain: "perhaps sent: the other side did not say",
  failed: "not sent",
};

/** What staff were told of, newest first, and what became of it. */
export function ToldList({ told, timezone, now }: { told: readonly Told[]; timezone: string; now: Date }) {
  return (
    <Part id="told" title="What was told">
      {told.length === 0 ? (
        <p className="mt-2 text-soft">Nothing yet. The newest twenty stand here with what became of them.</p>
      ) : (
        <ul className="mt-2">
          {told.map(({ id, at, title, ways }) => (
            <li key={id} className="border-t border-rule py-2.5 first:border-t-0">
              <p>
                <span className="text-sm text-soft tabular-nums">
                  {`${momentOf(at.toISOString(), timezone, now)} `}
                </span>
                <strong>{title}</strong>
              </p>
              {ways.map(({ shown, state, error }) => (
                <p
                  key={shown}
                  className={`text-sm break-words ${state === "failed" ? "text-warn" : "text-soft"}`}
                >
                  {`${shown}: ${STATES[state]}${error && state !== "sent" ? `, ${error}` : ""}`}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
