import type { BannerText } from "@/domain/drive/banner-text";
import { drawBadge } from "./draw-badge";
import type { EmbedOptions } from "./embed-options";
import { statusOf, timeOf } from "./embed-text";
import { EMBED_WORDS } from "./embed-words";
import { clip, widthOf, wrap } from "./measure";
import { paletteOn } from "./palette";
import { escapeXml } from "./xml";

const PAD = 14;
const COUNT_SIZE = 30;
const TEXT_SIZE = 13.5;
const SMALL_SIZE = 11.5;

/** The size of a picture in pixels, the same whatever the drive says, so that a page can reserve its place; a badge is as wide as its words, at most this. */
export function sizeOf({ layout, message }: EmbedOptions): { width: number; height: number } {
  if (layout === "badge") return { width: 340, height: 20 };
  if (layout === "card") return { width: 320, height: message ? 120 : 104 };
  return { width: 480, height: message ? 116 : 80 };
}

/** The counter as a picture: text that can be read, no script, nothing fetched. */
export function drawSvg(text: BannerText, options: EmbedOptions): string {
  if (options.layout === "badge") return drawBadge(text, options);
  const { width, height } = sizeOf(options);
  const inner = width - 2 * PAD;
  const rows = options.layout === "card" ? cardRows(text, options, inner) : barRows(text, options, inner);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t" data-version="${text.version}" lang="${options.lang}">`,
    `<title id="t">${escapeXml(`${EMBED_WORDS[options.lang].drive}: ${text.asOf}`)}</title>`,
    `<style>${styles(options)}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="4"/>`,
    ...rows,
    "</svg>\n",
  ].join("");
}

function barRows(text: BannerText, options: EmbedOptions, width: number): string[] {
  const y = 37;
  const deadlineStart = PAD + width - widthOf(text.deadline, TEXT_SIZE);
  const figures = figuresRow(text, y);
  const lines = options.message ? wrap(messageOf(text), TEXT_SIZE, width, 2) : [];
  return [
    figures.svg,
    ...(figures.end + 12 < deadlineStart
      ? [line("ink", PAD + width, y, TEXT_SIZE, text.deadline, "end")]
      : []),
    bar(text, width, y + 11),
    ...lines.map((words, index) => line("ink", PAD, y + 33 + index * 17, TEXT_SIZE, words)),
    ...footRow(text, options, width, options.message ? 106 : 69),
  ];
}

function cardRows(text: BannerText, options: EmbedOptions, width: number): string[] {
  const top = options.message ? 0 : 20;
  const y = top + 36;
  const lines = options.message ? wrap(messageOf(text), TEXT_SIZE, width, 2) : [];
  const foot = line(
    "soft",
    PAD + width,
    options.message ? 110 : 93,
    SMALL_SIZE,
    clip(text.deadline, SMALL_SIZE, width - widthOf(timeOf(text), SMALL_SIZE) - 12),
    "end",
  );
  return [
    ...(options.message ? [] : [line("soft", PAD, 24, TEXT_SIZE, clip(text.title, TEXT_SIZE, width))]),
    figuresRow(text, y).svg,
    bar(text, width, y + 10),
    ...lines.map((words, index) => line("ink", PAD, y + 32 + index * 17, TEXT_SIZE, words)),
    line("soft", PAD, options.message ? 110 : 93, SMALL_SIZE, timeOf(text)),
    foot,
  ];
}

/** The number as one text node, the goal beside it; `end` is where they end. */
function figuresRow(text: BannerText, y: number): { svg: string; end: number } {
  const after = PAD + widthOf(text.count, COUNT_SIZE) + 8;
  const svg = [
    `<text class="ink" x="${PAD}" y="${y}" font-size="${COUNT_SIZE}" font-weight="600"><tspan data-count="">${escapeXml(text.count)}</tspan>`,
    `<tspan class="soft" dx="8" font-size="16" font-weight="400">${escapeXml(text.outOf)}</tspan></text>`,
  ].join("");
  return { svg, end: after + widthOf(text.outOf, 16) };
}

function bar(text: BannerText, width: number, y: number): string {
  const filled = (Number(text.bar) * width) / 1_000;
  const goal = PAD + (Number(text.goalTick) * width) / 1_000;
  const tick =
    Number(text.goalTick) < 1_000
      ? `<rect class="ground" x="${goal.toFixed(1)}" y="${y}" width="2" height="6"/>`
      : "";
  return `<rect class="track" x="${PAD}" y="${y}" width="${width}" height="6"/><rect class="accent" x="${PAD}" y="${y}" width="${filled.toFixed(1)}" height="6"/>${tick}`;
}

function footRow(text: BannerText, options: EmbedOptions, width: number, y: number): string[] {
  const time = timeOf(text);
  const status = options.message ? "" : statusOf(text);
  const room = width - widthOf(time, SMALL_SIZE) - 16;
  return [
    line("soft", PAD, y, SMALL_SIZE, time),
    ...(status ? [line("ink", PAD + width, y, SMALL_SIZE, clip(status, SMALL_SIZE, room), "end")] : []),
  ];
}

/** What the state of the drive has to say stands in the message's place. */
function messageOf(text: BannerText): string {
  return statusOf(text) || text.message;
}

function line(
  kind: "ink" | "soft",
  x: number,
  y: number,
  size: number,
  text: string,
  anchor = "start",
): string {
  return `<text class="${kind}" x="${x}" y="${y}" font-size="${size}"${anchor === "end" ? ' text-anchor="end"' : ""}>${escapeXml(text)}</text>`;
}

function styles({ theme, accent }: EmbedOptions): string {
  const rules = (ground: "light" | "dark") => {
    const colours = paletteOn(ground, accent);
    return `.ground{fill:${colours.ground}}.ink{fill:${colours.ink}}.soft{fill:${colours.soft}}.track{fill:${colours.track}}.accent{fill:${colours.accent}}`;
  };
  const font = "text{font-family:Inter,system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif}";
  if (theme !== "auto") return font + rules(theme);
  return `${font}${rules("light")}@media (prefers-color-scheme:dark){${rules("dark")}}`;
}
