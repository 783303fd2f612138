import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine } from "./csv";

it("quotes what would break a line", () => {
  expect(csvLine(["a,b", 'say "no"', "two\nlines", null, -3])).toBe(
    '"a,b","say ""no""","two\nlines",,-3\r\n',
  );
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])("shows %j as text", (text) => {
  expect(csvLine([text]).replace(/^"/, "")).toMatch(/^'/);
});

it("lets no text begin a formula, whatever it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(csvLine([text]).replace(/^"/, "")).not.toMatch(/^[=+\-@\t]/);
    }),
  );
});
