import { randomInt } from "node:crypto";

// Without letters and digits that are mistaken for one another when read aloud or from paper.
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password for a person to copy: four groups of five, 99 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
