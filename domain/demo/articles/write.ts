import type { Article, Block, Inline, Picture } from "@/domain/article/article";

/** An article of the sample newsroom; its times are told from the moment the demo is first started. */
export type SampleArticle = Omit<Article, "section" | "authors" | "publishedAt" | "updatedAt"> & {
  sectionSlug: string;
  authorSlugs: string[];
  hoursAgo: number;
  updatedHoursAgo?: number;
};

/** A paragraph, marked as `runs` reads it. */
export function p(text: string): Block {
  return { type: "paragraph", content: runs(text) };
}

export function h2(text: string): Block {
  return { type: "heading", level: 2, text };
}

export function quote(text: string, cite: string): Block {
  return { type: "blockquote", content: runs(text), cite };
}

export function picture(
  name: string,
  width: number,
  height: number,
  alt: string,
  caption: string,
  credit: string,
): Picture {
  return { src: `/pictures/${name}.svg`, width, height, alt, caption, credit };
}

/** Runs of a text in which `*words*` are italic and `{words}` are a footnote to what stands before them. */
export function runs(text: string): Inline[] {
  const made: Inline[] = [];
  for (const part of text.split(/(\*[^*]+\*|\{[^}]+\})/).filter(Boolean)) {
    const before = made.at(-1);
    if (part.startsWith("{") && before) before.note = part.slice(1, -1);
    else if (part.startsWith("*")) made.push({ text: part.slice(1, -1), italic: true });
    else made.push({ text: part });
  }
  return made;
}
