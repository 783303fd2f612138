import type { Element, ElementContent } from "hast";
import { hostedVideo } from "@/domain/article/hosted-video";
import type { DraftBlock } from "./html-to-blocks";
import { plainRuns } from "./inline-runs";
import { signed } from "./quotes";
import { type Reduction, type RemoteVideo, remoteVideo } from "./reduction";
import { all, hasClass } from "./tree";

/** What a figure holds, with its caption where it belongs. `flow` reduces what is in it. */
export function figure(
  element: Element,
  reduction: Reduction,
  flow: (nodes: ElementContent[]) => DraftBlock[],
): DraftBlock[] {
  const [caption] = all(
    element,
    (each) => each.tagName === "figcaption" || hasClass(each, "wp-caption-text"),
  );
  const words = caption ? plainRuns(caption.children, reduction) : "";
  const [pulled] = all(element, (each) => each.tagName === "blockquote");
  if (pulled && hasClass(element, "wp-block-pullquote", "pullquote")) return pullQuote(pulled, reduction);
  const inner = flow(element.children.filter((child) => child !== caption));
  const linked = isEmbed(element) ? filmLinked(inner) : null;
  return linked ? [linked] : captioned(inner, words, reduction);
}

function pullQuote(pulled: Element, reduction: Reduction): DraftBlock[] {
  const { words, by } = signed(pulled.children);
  const text = plainRuns(words, reduction);
  const source = by ? plainRuns(by.children, reduction) : "";
  return text ? [{ type: "pull-quote", text, ...(source ? { by: source } : {}) }] : [];
}

function isEmbed({ properties }: Element): boolean {
  return [properties.className ?? []].flat().some((name) => String(name).includes("embed"));
}

/** A film that an embed only links to. */
function filmLinked([only, ...more]: readonly DraftBlock[]): RemoteVideo | null {
  if (only?.type !== "paragraph" || only.content.length !== 1 || more.length > 0) return null;
  const [{ text, href = "" } = { text: "" }] = only.content;
  const video = hostedVideo(href);
  return video && remoteVideo(video, text);
}

function captioned(inner: DraftBlock[], words: string, reduction: Reduction): DraftBlock[] {
  if (!words) return inner;
  const [only] = inner;
  if (inner.length === 1 && only?.type === "table" && !only.caption) {
    only.caption = words;
    return inner;
  }
  const media = inner.filter((each) => each.type === "remote-picture" || each.type === "remote-video");
  const [first] = media;
  if (first && media.length === 1) {
    if (first.type === "remote-picture") first.caption = words;
    else first.title = remoteVideo(first.video, words).title || first.title;
  } else if (inner.length > 0) inner.push({ type: "paragraph", content: [{ text: words, italic: true }] });
  else reduction.drop(`caption “${words}” of what was left out`);
  return inner;
}
