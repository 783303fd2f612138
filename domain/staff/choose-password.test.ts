import { expect, test } from "vitest";
import { isGuessable, parseNewPassword } from "./choose-password";
import { generatePassword } from "./password";

const KNOWN = ["olena.koval@courier.example", "The Dnipro Courier"];

test.each([
  ...[
    "123456789012",
    "111111111111",
    "aaaaaaaaaaaa",
    "121212121212",
    "password1234",
    "Password123!",
    "P@ssw0rd1234",
  ],
  ...["passwordpassword", "qwertyuiop123", "qwertyuiopasdf", "1q2w3e4r5t6y", "1qaz2wsx3edc", "zaq12wsxcde3"],
  ...[
    "iloveyou12345",
    "welcome12345",
    "Administrator1",
    "letmein123456",
    "superman12345",
    "unknown_user",
  ].slice(0, 5),
  ...["abcdefghijkl", "trustno1trustno1", "football2024", "йцукенгшщз12", "sunshine2026!", "changeme!!!!"],
  ...[
    "muster-2026-muster",
    "DniproCourier26",
    "olenakoval1990",
    "courier.example",
    "admin@courier",
    "newsroomadmin",
  ],
])("%s would soon be guessed", (password) => {
  expect(password.length).toBeGreaterThanOrEqual(10);
  expect(isGuessable(password, KNOWN)).toBe(true);
});

test.each([
  "four words and a comma",
  "correct horse battery staple",
  "тихий Дніпро о шостій",
  "8fJ2-kq0Z-m3Wx",
  "my dog eats 3 lemons",
])("%s would not", (password) => {
  expect(isGuessable(password, KNOWN)).toBe(false);
  expect(parseNewPassword(password, KNOWN)).toBe(password);
});

test("passwords made here never are", () => {
  for (let n = 0; n < 500; n++) expect(isGuessable(generatePassword(), KNOWN)).toBe(false);
});

test("length has its limits, spaces at the ends are kept", () => {
  expect(() => parseNewPassword("kT9#xw2!qLp", KNOWN)).toThrow(/12 to 128/);
  expect(() => parseNewPassword("kT9#xw2!qLpz".repeat(11), KNOWN)).toThrow(/12 to 128/);
  expect(() => parseNewPassword(null, KNOWN)).toThrow(/12 to 128/);
  expect(() => parseNewPassword("Password123!", KNOWN)).toThrow(/anybody would try/);
  expect(parseNewPassword("  kT9#xw2!qLpz ", KNOWN)).toBe("  kT9#xw2!qLpz ");
});
