import { expect, test } from "vitest";
import { namedNewsroom } from "./newsroom";

test("a real newsroom is never shown as the sample one", () => {
  expect(namedNewsroom("uk", { name: "Вісник", tagline: null })).toEqual({
    name: "Вісник",
    tagline: null,
    about: null,
  });
  expect(namedNewsroom("en", undefined)).toMatchObject({
    name: "The Dnipro Courier",
    about: expect.stringContaining("sample newsroom"),
  });
});
