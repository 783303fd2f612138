import fc from "fast-check";
import { expect, it } from "vitest";
import { Collection } from "./collection.ts";

interface Row {
  id: string;
  created: number;
  group: string;
}

const rows = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1 }),
    created: fc.integer({ min: 0, max: 20 }),
    group: fc.constantFrom("a", "b", "c"),
  }),
  { selector: (row) => row.id, maxLength: 60 },
);

function filled(values: Row[]): Collection<Row> {
  const collection = new Collection<Row>({ group: (row) => row.group });
  for (const value of values) collection.put(value);
  return collection;
}

it("walks newest first from any cursor, whatever order things came in", () => {
  fc.assert(
    fc.property(rows, fc.nat(), (values, at) => {
      const collection = filled(values);
      const all = [...collection.walk("older")];
      expect(all.map((row) => row.created)).toEqual(values.map((row) => row.created).sort((a, b) => b - a));
      const cursor = all[at % Math.max(1, all.length)];
      if (!cursor) return;
      const index = all.indexOf(cursor);
      expect([...collection.walk("older", cursor.id)]).toEqual(all.slice(index + 1));
      expect([...collection.walk("newer", cursor.id)]).toEqual(all.slice(0, index).reverse());
    }),
  );
});

it("finds by key what is there now, after changes and deletions", () => {
  fc.assert(
    fc.property(rows, fc.array(fc.tuple(fc.nat(), fc.constantFrom("a", "b", "delete"))), (values, edits) => {
      const collection = filled(values);
      const expected = new Map(values.map((row) => [row.id, row]));
      for (const [at, edit] of edits) {
        const row = values[at % Math.max(1, values.length)];
        if (!row) continue;
        if (edit === "delete") {
          collection.delete(row.id);
          expected.delete(row.id);
        } else {
          const changed = { ...row, group: edit };
          collection.put(changed);
          expected.set(row.id, changed);
        }
      }
      for (const group of ["a", "b", "c"]) {
        const wanted = [...expected.values()].filter((row) => row.group === group).map((row) => row.id);
        const found = collection.by("group", group).map((row) => row.id);
        expect(found.toSorted()).toEqual(wanted.toSorted());
      }
      expect(collection.size).toBe(expected.size);
    }),
  );
});

it("builds a lazy object only when somebody looks, and keeps what replaced it", () => {
  const collection = new Collection<Row>({ group: (row) => row.group });
  let built = 0;
  collection.putLazy("x", 5, { group: "a" }, () => {
    built++;
    return { id: "x", created: 5, group: "a" };
  });
  expect(built).toBe(0);
  expect([...collection.written()]).toEqual([]);
  expect(collection.first("group", "a")?.id).toBe("x");
  collection.put({ id: "x", created: 5, group: "b" });
  expect(collection.by("group", "a")).toEqual([]);
  expect([...collection.written()]).toHaveLength(1);
});
