import fc from "fast-check";
import { expect, it } from "vitest";
import { SMALLEST_GROUP, suppressed } from "./read-membership";

const country = fc.record({
  country: fc.string({ minLength: 2, maxLength: 2 }),
  people: fc.integer({ min: 1, max: 60 }),
});
const world = fc.uniqueArray(country, { selector: (row) => row.country, maxLength: 12 });

it("lists no country with fewer than ten people, and leaves nobody out of the sum", () => {
  fc.assert(
    fc.property(world, (all) => {
      const { countries, elsewhere } = suppressed(all);
      expect(countries.every(({ people }) => people >= SMALLEST_GROUP)).toBe(true);
      const sum = (rows: readonly { people: number }[]) => rows.reduce((total, row) => total + row.people, 0);
      expect(sum(countries) + elsewhere).toBe(sum(all));
    }),
  );
});

it("never leaves a rest that one small country alone makes up", () => {
  const big = { country: "UA", people: 500 };
  const middle = { country: "PL", people: 12 };
  const small = { country: "LU", people: 3 };
  expect(suppressed([big, middle, small])).toEqual({ countries: [big], elsewhere: 15 });
  expect(suppressed([big, middle])).toEqual({ countries: [big, middle], elsewhere: 0 });
});
