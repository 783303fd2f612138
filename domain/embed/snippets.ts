import { sizeOf } from "./draw-svg";
import { creditedJoin } from "./embed-host";
import { type EmbedOptions, optionsQuery } from "./embed-options";
import { WIDGET_V1_INTEGRITY } from "./widget-v1";
import { escapeXml } from "./xml";

interface Frame {
  address: string;
  title: string;
  width: number;
  height: number;
}

/** The height a frame is given where nothing can size it: enough for its content at 240 pixels of width. */
export function frameHeight({ layout, message }: EmbedOptions): number {
  if (layout === "badge") return 48;
  return message ? 168 : 132;
}

/**
 * An iframe: works without a script on either side, at its fixed height. `unstyled` is for hosts that take the style
 * away, as WordPress does: an older attribute keeps the border off there.
 */
export function frameCode({ address, title, width, height }: Frame, { unstyled = false } = {}): string {
  const border = unstyled ? ' frameborder="0"' : "";
  return `<iframe src="${escapeXml(address)}" title="${escapeXml(title)}" width="${width}" height="${height}"${border} style="border:0;max-width:100%" loading="lazy"></iframe>`;
}

export interface SnippetParts {
  siteUrl: string;
  drive: string;
  options: EmbedOptions;
  /** Where pictures lead, and the site credited there. */
  joinUrl: string;
  host: string | null;
  /** What the counter is, never its number: alt text freezes when a mail is sent. */
  title: string;
}

export type SnippetName =
  | "frame"
  | "picture"
  | "newsletter"
  | "badge"
  | "text"
  | "json"
  | "wordpress"
  | "ghost"
  | "element"
  | "pinned"
  | "resize";

/** Every line that may be copied, forms without a script first. */
export function snippets(parts: SnippetParts): Record<SnippetName, string> {
  const { siteUrl, drive, options, title } = parts;
  const base = `${siteUrl}/embed/${drive}`;
  const address = base + optionsQuery(options);
  const join = parts.host ? creditedJoin(parts.joinUrl, parts.host) : parts.joinUrl;
  const badge = `${base}.svg${optionsQuery({ ...options, layout: "badge", message: true, theme: "auto" })}`;
  const frame = frameCode({ address, title, width: sizeOf(options).width, height: frameHeight(options) });
  return {
    frame,
    picture: pictureCode("svg", parts, join),
    newsletter: pictureCode("png", parts, join),
    badge: `[![${title.replace(/[[\]\\]/g, "\\$&")}](${badge})](${join})`,
    text: `${base}.txt${optionsQuery(options)}`,
    json: `${siteUrl}/api/drives/${drive}`,
    wordpress: address,
    ghost: frame,
    element: elementCode(parts, join, `<script async src="${siteUrl}/widget.js"></script>`),
    pinned: elementCode(
      parts,
      join,
      `<script async src="${siteUrl}/widget.v1.js" integrity="${WIDGET_V1_INTEGRITY}" crossorigin="anonymous"></script>`,
    ),
    resize: `<script async src="${siteUrl}/embed/resize.js"></script>`,
  };
}

function pictureCode(
  form: "svg" | "png",
  { siteUrl, drive, options, title }: SnippetParts,
  join: string,
): string {
  const { width, height } = sizeOf(options);
  // A badge is as wide as its words: its height alone is fixed.
  const size = options.layout === "badge" ? `height="${height}"` : `width="${width}" height="${height}"`;
  const source = escapeXml(`${siteUrl}/embed/${drive}.${form}${optionsQuery(options)}`);
  return `<a href="${escapeXml(join)}"><img src="${source}" ${size} alt="${escapeXml(title)}"></a>`;
}

/** The element with the picture inside: what a page shows while, or where, the script does not run. */
function elementCode(parts: SnippetParts, join: string, script: string): string {
  const { drive, options } = parts;
  const attributes = [
    `drive="${drive}"`,
    ...new URLSearchParams(optionsQuery(options)).toString().split("&").filter(Boolean).map(quoted),
  ];
  return `<muster-counter ${attributes.join(" ")}>${pictureCode("svg", parts, join)}</muster-counter>${script}`;
}

function quoted(pair: string): string {
  return pair.replace(/=(.*)/, '="$1"');
}
