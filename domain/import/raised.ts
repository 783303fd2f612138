import type { Element } from "hast";
import { textOf } from "./tree";

const SIGNS = "0123456789+-=()";
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";

/** Raised or lowered figures as characters of their own, so that 10⁶ never becomes 106; null for anything else. */
export function raised(element: Element): string | null {
  const forms = element.tagName === "sup" ? RAISED : element.tagName === "sub" ? LOWERED : null;
  if (!forms || element.children.some((child) => child.type === "element")) return null;
  const text = textOf(element).trim().replace(/[−–]/g, "-");
  if (text === "" || [...text].some((sign) => !SIGNS.includes(sign))) return null;
  return [...text].map((sign) => forms[SIGNS.indexOf(sign)]).join("");
}
