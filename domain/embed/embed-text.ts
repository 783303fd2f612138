import type { BannerText } from "@/domain/drive/banner-text";
import type { EmbedOptions } from "./embed-options";

/** When the number was true, without the number: "23 Nov, 14:05 Kyiv". */
export function timeOf(text: BannerText): string {
  return text.asOf.slice(text.count.length + " · ".length);
}

/** What the state adds: 14 to go, reached, held, ended, final. Empty while a drive simply runs. */
export function statusOf(text: BannerText): string {
  return text.status;
}

/** Whether readers are asked to join: not before a drive begins, and not once it has ended. */
export function invitesToJoin(text: BannerText): boolean {
  return !["upcoming", "ended", "final", "none"].includes(text.state);
}

/** The counter in words: one line with its time; a card adds goal, deadline and message, each on its own line. */
export function drawText(text: BannerText, options: EmbedOptions): string {
  if (options.layout !== "card") return `${text.asOf}\n`;
  const lines = [text.asOf, text.outOf, text.deadline, text.status, options.message ? text.message : ""];
  return `${lines.filter(Boolean).map(onOneLine).join("\n")}\n`;
}

function onOneLine(words: string): string {
  return words.replace(/\s+/g, " ").trim();
}
