import { expect, test } from "vitest";
import { seal, unseal } from "./seal";

const SECRET = "a secret of this test alone, of 32 letters";
const TEXT = "Для Оксани, from all of us";

test("what was sealed opens with its key alone, and looks different each time", () => {
  const sealed = seal(TEXT, SECRET);
  expect(unseal(sealed, SECRET)).toBe(TEXT);
  expect(seal(TEXT, SECRET)).not.toBe(sealed);
  expect(() => unseal(sealed, `${SECRET}.`)).toThrow();
});

test("what was changed or cut anywhere does not open", () => {
  const bytes = Buffer.from(seal(TEXT, SECRET), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => unseal(changed.toString("base64url"), SECRET), `byte ${at} changed`).toThrow();
    expect(() => unseal(bytes.toString("base64url", 0, at), SECRET), `cut after ${at}`).toThrow();
  }
});
