import type { ForeignEvents, NotCounted } from "@/domain/staff/read-not-counted";
import { momentOf, plural } from "@/domain/staff/room-words";
import { Part } from "./forms";
import { ScrollBox } from "./scroll-box";

/** What came and never moves the number: of another product, mode or account, each with why. */
export function TrustNotCounted({
  notCounted,
  timezone,
  now,
}: {
  notCounted: NotCounted;
  timezone: string;
  now: Date;
}) {
  const { foreign, events, otherProducts, ours } = notCounted;
  const moment = (at: Date) => momentOf(at.toISOString(), timezone, now);
  return (
    <Part id="not-counted" title="Came, and does not count">
      {foreign.length + otherProducts.length === 0 ? (
        <p className="mt-2 text-soft">
          Nothing. What comes of another product, of the other mode or of another account is kept and shown
          here, and never moves the number.
        </p>
      ) : (
        <ul className="mt-2">
          {otherProducts.map(({ id, name, subscriptions, lastAt }) => (
            <li key={id ?? "none"} className="border-t border-rule py-2 first:border-t-0">
              <strong>{`${plural(subscriptions, "subscription")} to ${name ?? id ?? "no product"}`}</strong>
              {id && name && (
                <>
                  {" "}
                  <code className="text-sm break-all text-soft">{id}</code>
                </>
              )}
              {`: not a product that counts, last heard of ${moment(lastAt)}. `}
              <a href="/staff/products" className="underline underline-offset-4">
                Which products count
              </a>
            </li>
          ))}
          {foreign.map((group) => (
            <li
              key={`${group.livemode}:${group.account}`}
              className="border-t border-rule py-2 first:border-t-0"
            >
              <strong>{`${plural(group.events, "event")} ${whose(group)}`}</strong>
              {`, the last ${moment(group.lastAt)}: ${whyNot(group, ours)}`}
            </li>
          ))}
        </ul>
      )}
      {events.length > 0 && (
        <details className="mt-1 text-sm">
          <summary className="w-fit py-1 underline underline-offset-4">The newest of these events</summary>
          <ScrollBox label="Events that are not ours" className="mt-2 max-h-80 border border-rule p-3">
            <ul>
              {events.map(({ id, type, receivedAt, ...group }) => (
                <li key={id} className="py-1">
                  {`${type}, ${moment(receivedAt)}, ${whose(group)} `}
                  <code className="break-all">{id}</code>
                </li>
              ))}
            </ul>
          </ScrollBox>
        </details>
      )}
    </Part>
  );
}

type Group = Pick<ForeignEvents, "livemode" | "account">;

const modeName = (livemode: boolean) => (livemode ? "live" : "test");

function whose({ livemode, account }: Group): string {
  return `of ${modeName(livemode)} mode${account ? `, account ${account}` : ""}`;
}

function whyNot(group: ForeignEvents, ours: NotCounted["ours"]): string {
  return group.why === "other_mode"
    ? `the key here is of ${modeName(ours.livemode)} mode.`
    : `the account here is ${ours.account ?? "another"}.`;
}
