import { describe, expect, test } from "vitest";
import { hear, NOTHING_HEARD } from "./lateness";
import { lateSince } from "./tell-lateness";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

describe("since when a subscription is late", () => {
  /** In January paid late, in February and March not at all; and once in the second of the renewal. */
  const statements = [
    { at: day(1), isLate: false },
    { at: day(15), isLate: true },
    { at: day(20), isLate: true },
    { at: day(27), isLate: false },
    { at: day(46), isLate: false },
    { at: day(46), isLate: true },
    { at: day(74), isLate: true },
  ];

  test("is the same in whatever order it was heard", () => {
    const seen = new Set<string | undefined>();
    for (const order of permutations(statements)) {
      const heard = order.reduce((known, { at, isLate }) => hear(known, at, isLate), NOTHING_HEARD);
      seen.add(heard.lateAt[0]?.toISOString());
    }
    expect([...seen]).toEqual([day(46).toISOString()]);
  });

  test("is told the same by hearing a statement twice", () => {
    const once = hear(hear(NOTHING_HEARD, day(1), false), day(15), true);
    expect(hear(once, day(15), true)).toBe(once);
    expect(hear(once, day(1), false)).toBe(once);
  });
});

describe("since when money is missing, by invoices", () => {
  const seconds = (date: Date) => date.getTime() / 1_000;
  const invoice = (due: Date, status: "open" | "paid" | "void" | "draft" | "uncollectible", at?: Date) => ({
    status,
    created: seconds(due),
    due_date: null,
    status_transitions: {
      finalized_at: seconds(due),
      paid_at: status === "paid" && at ? seconds(at) : null,
      voided_at: status === "void" && at ? seconds(at) : null,
      marked_uncollectible_at: status === "uncollectible" && at ? seconds(at) : null,
    },
  });

  const cases: [string, Parameters<typeof lateSince>[0], Date | null][] = [
    ["nothing is missing", [invoice(day(40), "paid", day(40))], null],
    ["one month", [invoice(day(40), "open"), invoice(day(9), "paid", day(9))], day(40)],
    ["two months", [invoice(day(71), "open"), invoice(day(40), "open")], day(40)],
    [
      "an old one, forgotten before a month that was paid",
      [invoice(day(71), "open"), invoice(day(40), "paid", day(40)), invoice(day(9), "open")],
      day(71),
    ],
    [
      "the older of two, paid when the newer was missing already",
      [invoice(day(71), "open"), invoice(day(40), "paid", day(75))],
      day(40),
    ],
    [
      "a void one settles what it asked for",
      [invoice(day(71), "open"), invoice(day(40), "void", day(50))],
      day(71),
    ],
    ["so does one given up", [invoice(day(71), "open"), invoice(day(40), "uncollectible", day(50))], day(71)],
    ["a draft asks for nothing yet", [invoice(day(71), "draft"), invoice(day(40), "open")], day(40)],
  ];
  test.each(cases)("%s", (_name, invoices, since) => {
    expect(lateSince(invoices)).toEqual(since);
  });

  test("an invoice with a date to pay by is late from then on", () => {
    const sent = { ...invoice(day(40), "open"), due_date: seconds(day(54)) };
    expect(lateSince([sent])).toEqual(day(54));
  });
});

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length <= 1) return void (yield [...items]);
  for (const [index, item] of items.entries()) {
    for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
  }
}
