import type { Block, Inline } from "@/domain/article/article";
import type { Teaser } from "@/domain/article/read-articles";
import type { Locale } from "@/domain/locale";
import { Gallery } from "./gallery";
import { Figure } from "./picture";
import { VideoFacade } from "./video-facade";
import { localPath, wordsIn } from "./words/words";

interface ArticleBodyProps {
  blocks: Block[];
  locale: Locale;
  /** Articles the body points to, by slug. */
  related: Map<string, Teaser>;
}

/** An article's blocks as a newspaper sets them. */
export function ArticleBody({ blocks, locale, related }: ArticleBodyProps) {
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // Blocks have no identity of their own and never change place within one rendering.
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server.
        <BlockView key={index} block={block} locale={locale} related={related} />
      ))}
    </div>
  );
}

function BlockView({
  block,
  locale,
  related,
}: {
  block: Block;
  locale: Locale;
  related: Map<string, Teaser>;
}) {
  switch (block.type) {
    case "paragraph":
      return (
        <p>
          <Runs content={block.content} />
        </p>
      );
    case "heading":
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case "list": {
      const items = block.items.map((item) => (
        <li key={item.map((run) => run.text).join("")}>
          <Runs content={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "blockquote":
      return (
        <blockquote className="border-l-2 border-accent pl-5 italic">
          <p>
            <Runs content={block.content} />
          </p>
          {block.cite && (
            <footer className="mt-2 font-sans text-base text-soft not-italic">{block.cite}</footer>
          )}
        </blockquote>
      );
    case "pull-quote":
      return (
        <aside className="border-y border-rule py-6">
          <p className="text-[1.6em] leading-tight font-[560] text-balance text-accent">{block.text}</p>
          {block.by && <p className="mt-3 font-sans text-sm text-soft">{block.by}</p>}
        </aside>
      );
    case "figure":
      return <Figure picture={block.picture} />;
    case "gallery":
      return <Gallery title={block.title} pictures={block.pictures} locale={locale} />;
    case "video":
      return <VideoFacade video={block} locale={locale} />;
    case "table":
      return <TableView block={block} />;
    case "related":
      return <Related teaser={related.get(block.slug)} locale={locale} />;
  }
}

function TableView({ block }: { block: Extract<Block, { type: "table" }> }) {
  return (
    // A wide table scrolls in its own frame, which the keyboard must reach.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys.
    <section className="overflow-x-auto" tabIndex={0} aria-label={block.caption}>
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row" className="font-normal">
                {first}
              </th>
              {rest.map((cell, column) => (
                <td key={block.head[column + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Related({ teaser, locale }: { teaser: Teaser | undefined; locale: Locale }) {
  if (!teaser) return null;
  return (
    <aside className="border-l-2 border-rule py-1 pl-5">
      <p className="font-sans text-sm font-medium text-soft">{wordsIn(locale).related}</p>
      <p className="mt-1 leading-snug">
        <a href={localPath(locale, `/articles/${teaser.slug}`)}>{teaser.headline}</a>
      </p>
    </aside>
  );
}

function Runs({ content }: { content: Inline[] }) {
  return content.map((run, index) => {
    let node = <>{run.text}</>;
    if (run.bold) node = <strong>{node}</strong>;
    if (run.italic) node = <em>{node}</em>;
    if (run.href) node = <a href={run.href}>{node}</a>;
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server.
    return <span key={index}>{node}</span>;
  });
}
