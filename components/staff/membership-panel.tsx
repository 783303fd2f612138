import type { Membership } from "@/domain/outlook/read-membership";
import { formatCount, plural } from "@/domain/staff/room-words";
import { Defined } from "./defined";
import { Part } from "./forms";
import { LedgerLink } from "./ledger-link";

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** Who counts now, in groups that point at nobody. */
export function MembershipPanel({ membership }: { membership: Membership }) {
  const { plans, monthly, countries, elsewhere, unknown } = membership;
  if (plans.length === 0) {
    return (
      <p className="mt-3 max-w-[60ch] font-serif text-2xl">
        Nobody counts yet. Plans, money and countries will stand here with the first members.
      </p>
    );
  }
  return (
    <div className="grid gap-x-12 lg:grid-cols-3">
      <Part id="plans" title="Plans">
        <p className="mt-1 text-sm text-soft">
          <Defined
            label="Memberships that count"
            definition="Subscriptions of members who count now, by their plan. The rows behind a number are those by which these people count: who has two memberships has one."
          />
        </p>
        <Rows
          rows={plans.map(({ name, people, share }) => ({
            name,
            value: formatCount(people),
            note: `${Math.round(share * 100)}%`,
            query: { plan: name },
          }))}
        />
      </Part>
      <Part id="money" title="A month">
        <p className="mt-1 text-sm text-soft">
          <Defined
            label="Monthly recurring revenue"
            definition="What members who count now pay after discounts, a year's price taken as twelve months. Before tax and fees; one-time passes and gifts are not in it."
          />
        </p>
        <Rows
          rows={monthly.map(({ currency, amount, people }) => ({
            name: currency.toUpperCase(),
            value: money(amount, currency),
            note: plural(people, "membership"),
            query: { currency },
          }))}
        />
      </Part>
      <Part id="countries" title="Countries">
        <p className="mt-1 text-sm text-soft">
          <Defined
            label="Members by country"
            definition="The country Stripe has for the person. Countries with fewer than ten members are added up, so that nobody can be told."
          />
        </p>
        <Rows
          rows={[
            ...countries.map(({ country, people }) => ({
              name: countryNames.of(country) ?? country,
              value: formatCount(people),
              query: { country },
            })),
            ...(elsewhere > 0 ? [{ name: "Elsewhere", value: formatCount(elsewhere) }] : []),
            ...(unknown > 0 ? [{ name: "Not known", value: formatCount(unknown) }] : []),
          ]}
        />
      </Part>
    </div>
  );
}

interface Row {
  name: string;
  value: string;
  note?: string;
  /** Which rows of the ledger are behind it; none for what is added up so that nobody can be told. */
  query?: Record<string, string>;
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className="mt-2">
      {rows.map(({ name, value, note, query }) => (
        <li key={name} className="flex items-baseline gap-x-4 border-t border-rule py-2 first:border-t-0">
          <span className="min-w-0 grow break-words">{name}</span>
          {note && <span className="text-sm text-soft tabular-nums">{note}</span>}
          <span className="font-serif text-xl font-semibold tabular-nums">
            {query ? <LedgerLink query={query} words={value} of={`of ${name}`} /> : value}
          </span>
        </li>
      ))}
    </ul>
  );
}

function money(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
