import { escapeHtml } from "@/domain/drive/slots";
import type { Article, Block, Inline, Picture } from "./article";
import { hostedVideo } from "./hosted-video";

/** A whole article as plain HTML with absolute addresses, for feed readers; nothing in it runs. */
export function articleHtml(article: Article, siteUrl: string): string {
  const absolute = (address: string) => escapeHtml(new URL(address, `${siteUrl}/`).href);
  const notes = [article.editorsNote, article.correction].flatMap((note) =>
    note ? [`<p><em>${escapeHtml(note)}</em></p>`] : [],
  );
  return [
    article.hero ? figure(article.hero, absolute) : "",
    ...notes,
    ...article.body.map((block) => blockHtml(block, absolute)),
  ].join("");
}

type Absolute = (address: string) => string;

function blockHtml(block: Block, absolute: Absolute): string {
  switch (block.type) {
    case "paragraph":
      return `<p>${runsHtml(block.content, absolute)}</p>`;
    case "heading":
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      const start = block.start === undefined ? "" : ` start="${block.start}"`;
      return `<${tag}${start}>${block.items.map((item) => `<li>${runsHtml(item, absolute)}</li>`).join("")}</${tag}>`;
    }
    case "blockquote":
      return `<blockquote><p>${runsHtml(block.content, absolute)}</p>${block.cite ? `<footer>${escapeHtml(block.cite)}</footer>` : ""}</blockquote>`;
    case "pull-quote":
    case "related":
      // A pull quote repeats the text, and a pointer elsewhere is the page's own furniture.
      return "";
    case "figure":
      return figure(block.picture, absolute);
    case "gallery":
      return galleryHtml(block, absolute);
    case "video":
      return videoHtml(block, absolute);
    case "table":
      return tableHtml(block);
  }
}

/** Named as WordPress names its own, so that who reads the feed knows the pictures for one gallery. */
function galleryHtml({ title, pictures }: Extract<Block, { type: "gallery" }>, absolute: Absolute): string {
  const caption = title ? `<figcaption>${escapeHtml(title)}</figcaption>` : "";
  return `<figure class="wp-block-gallery">${pictures.map((picture) => figure(picture, absolute)).join("")}${caption}</figure>`;
}

/** A link; a film on a video host is named as WordPress names its own, so that who reads the feed knows it for one. */
function videoHtml({ src, title }: Extract<Block, { type: "video" }>, absolute: Absolute): string {
  const hosted = hostedVideo(src);
  const link = `<p><a href="${absolute(hosted?.page ?? src)}">${escapeHtml(title || (hosted?.page ?? src))}</a></p>`;
  return hosted ? `<figure class="wp-block-embed">${link}</figure>` : link;
}

function tableHtml({ caption, head, rows }: Extract<Block, { type: "table" }>): string {
  const row = (cells: string[], tag: "th" | "td") =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><caption>${escapeHtml(caption)}</caption>${row(head, "th")}${rows.map((cells) => row(cells, "td")).join("")}</table>`;
}

function figure(picture: Picture, absolute: Absolute): string {
  const words = [picture.caption, picture.credit].filter(Boolean).join(" ");
  return `<figure><img src="${absolute(picture.src)}" width="${picture.width}" height="${picture.height}" alt="${escapeHtml(picture.alt)}">${words ? `<figcaption>${escapeHtml(words)}</figcaption>` : ""}</figure>`;
}

function runsHtml(runs: readonly Inline[], absolute: Absolute): string {
  return runs
    .map((run) => {
      let html = escapeHtml(run.text).replaceAll("\n", "<br>");
      if (run.bold) html = `<strong>${html}</strong>`;
      if (run.italic) html = `<em>${html}</em>`;
      if (run.struck) html = `<s>${html}</s>`;
      if (run.href) html = `<a href="${absolute(run.href)}">${html}</a>`;
      return run.note ? `${html} <small class="muster-note">(${escapeHtml(run.note)})</small>` : html;
    })
    .join("");
}
