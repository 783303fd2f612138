import type { EmbedHost } from "@/domain/embed/list-embed-hosts";
import { formatCount } from "@/domain/staff/room-words";
import { Field, Send } from "./forms";

/** Sites that show the counter, what each led to, and whether its joins are credited. */
export function EmbedHosts({ hosts, mayChange }: { hosts: readonly EmbedHost[]; mayChange: boolean }) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Partner sites whose embeds led readers to join. The line to paste is in the{" "}
        <a href="/embed" className="underline underline-offset-4">
          gallery
        </a>
        ; nothing about a reader reaches us from there.
      </p>
      {hosts.length === 0 ? (
        <p className="mt-6 text-soft">None yet. The first join through an embed names its site here.</p>
      ) : (
        <ul className="mt-6">
          {hosts.map((host) => (
            <li
              key={host.host}
              className="grid items-end gap-x-8 gap-y-3 border-t border-rule py-4 md:grid-cols-[1fr_8rem_auto]"
            >
              <div>
                <p className="font-serif text-xl font-semibold break-all">{host.name ?? host.host}</p>
                <p className="text-sm text-soft">
                  {`${host.name ? `${host.host}, ` : ""}${host.isOff ? "not credited" : "credited"}`}
                </p>
              </div>
              <p className="tabular-nums">
                <a
                  href={`/staff/ledger?embedHost=${encodeURIComponent(host.host)}`}
                  className="underline decoration-rule underline-offset-4"
                >
                  {`${formatCount(host.joins)} joined`}
                </a>
              </p>
              {mayChange && <HostForms host={host} />}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function HostForms({ host }: { host: EmbedHost }) {
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
      <form method="post" action="/staff/embeds/name" className="flex items-end gap-3">
        <input type="hidden" name="host" value={host.host} />
        <Field
          label={`Name of ${host.host}`}
          id={`name-${host.host}`}
          name="name"
          required
          maxLength={80}
          defaultValue={host.name ?? ""}
          autoComplete="off"
        />
        <Send look="quiet">Rename</Send>
      </form>
      <form method="post" action="/staff/embeds/switch">
        <input type="hidden" name="host" value={host.host} />
        <input type="hidden" name="isOff" value={host.isOff ? "no" : "yes"} />
        <Send look={host.isOff ? "quiet" : "danger"}>
          {host.isOff ? `Credit joins of ${host.host} again` : `Stop crediting ${host.host}`}
        </Send>
      </form>
    </div>
  );
}
