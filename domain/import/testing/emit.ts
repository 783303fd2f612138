import type { Article, Block } from "@/domain/article/article";
import { articleHtml } from "@/domain/article/article-html";
import type { DraftBlock } from "../html-to-blocks";
import type { RemotePicture } from "../reduction";

/** The blocks as HTML that others may show, with pictures where ours would be. */
export function emit(blocks: readonly DraftBlock[]): string {
  const stored = ({ url: src, alt, caption }: RemotePicture) => ({
    src,
    width: 1_600,
    height: 900,
    alt,
    caption,
  });
  const body = blocks.map((block): Block => {
    if (block.type === "remote-picture") return { type: "figure", picture: stored(block) };
    if (block.type === "remote-gallery")
      return { type: "gallery", title: block.title, pictures: block.pictures.map(stored) };
    if (block.type === "remote-video")
      return {
        type: "video",
        title: block.title,
        poster: null,
        src: block.video.frame,
        durationSeconds: null,
      };
    return block;
  });
  return articleHtml(
    { hero: null, editorsNote: null, correction: null, body } as unknown as Article,
    "https://here.example",
  );
}
