import { z } from "zod";
import type { Ctx } from "@/domain/context";
import { DomainError } from "@/domain/errors";

const SHORTEST = 12;
const LONGEST = 128;

/** What lists of common passwords are made of, beside years, rows of keys and repetitions. */
const COMMON = [
  ...[
    "password",
    "passwort",
    "passwd",
    "parol",
    "secret",
    "welcome",
    "letmein",
    "login",
    "changeme",
    "default",
  ],
  ...[
    "admin",
    "administrator",
    "root",
    "user",
    "test",
    "guest",
    "master",
    "access",
    "hello",
    "iloveyou",
    "princess",
  ],
  ...[
    "sunshine",
    "football",
    "baseball",
    "basketball",
    "superman",
    "batman",
    "starwars",
    "pokemon",
    "monkey",
    "dragon",
  ],
  ...[
    "shadow",
    "michael",
    "jessica",
    "charlie",
    "computer",
    "internet",
    "whatever",
    "trustno",
    "freedom",
    "summer",
  ],
  ...[
    "winter",
    "spring",
    "autumn",
    "love",
    "forever",
    "ukraine",
    "kyiv",
    "slava",
    "muster",
    "staff",
    "editor",
    "viewer",
  ],
  ...["member", "membership", "newsroom", "news", "the", "my", "is", "and", "new", "you"],
];

/** Keys beside one another, and the alphabet; forwards and backwards. */
const ROWS = [
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertz",
  "azerty",
  "qazwsxedc",
  "abcdefghijklmnopqrstuvwxyz",
  "йцукенгшщз",
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(""))];

const LOOKALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** Fewest letters, and fewest different ones, that must be left when all that anybody would try first is taken out. */
const LEAST_LETTERS = 4;
const LEAST_DIFFERENT = 5;

/**
 * Whether whoever tries the usual passwords, or knows whose account it is, would soon have this one. `known` are words
 * that belong to the account: its address, the newsroom's name and host.
 */
export function isGuessable(password: string, known: readonly string[]): boolean {
  if (new Set(password.toLowerCase()).size < LEAST_DIFFERENT) return true;
  const words = [...COMMON, ...known.flatMap(wordsOf)].sort((a, b) => b.length - a.length);
  const plain = password.toLowerCase();
  const read = [...plain].map((sign) => LOOKALIKES[sign] ?? sign).join("");
  // As it stands, with figures read as letters, and the letters alone: 1q2w3e is a row of keys too.
  return [plain, read, plain.replace(/\P{L}/gu, "")].some((text) => lettersLeft(text, words) < LEAST_LETTERS);
}

/** Letters that are in no such word and no run of keys. */
function lettersLeft(text: string, words: readonly string[]): number {
  let left = words.reduce((rest, word) => rest.replaceAll(word, " "), text);
  for (const run of RUNS) {
    for (let length = run.length; length >= 3; length--) {
      for (let at = 0; at + length <= run.length; at++)
        left = left.replaceAll(run.slice(at, at + length), " ");
    }
  }
  return new Set(left.match(/\p{L}/gu) ?? []).size;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
}

/** What whoever knows the account and the newsroom would try. */
export function wordsOfAccount({ settings }: Ctx, email: string): string[] {
  return [email, settings.newsroom?.name ?? "", new URL(settings.siteUrl).hostname];
}

/** A password as it was chosen, unchanged. Refuses (`weak_password`) one that is short, too long or soon guessed. */
export function parseNewPassword(input: unknown, known: readonly string[]): string {
  const parsed = z.string().min(SHORTEST).max(LONGEST).safeParse(input);
  if (!parsed.success) {
    throw new DomainError("weak_password", `Choose a password of ${SHORTEST} to ${LONGEST} characters.`);
  }
  if (isGuessable(parsed.data, known)) {
    throw new DomainError(
      "weak_password",
      "That password is one of the first that anybody would try: choose one without common words, rows of keys or your names.",
    );
  }
  return parsed.data;
}
