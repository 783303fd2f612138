import type { Block, Inline } from "@/domain/article/article";
import { numberNotes } from "@/domain/article/number-notes";
import type { Teaser } from "@/domain/article/read-articles";
import { type Locale, localPath } from "@/domain/locale";
import { Gallery } from "./gallery";
import { Figure, Picture } from "./picture";
import { Notes, Runs } from "./runs";
import { VideoFacade } from "./video-facade";
import { wordsIn } from "./words/words";

interface ArticleBodyProps {
  blocks: Block[];
  locale: Locale;
  /** Articles the body points to, by slug. */
  related: Map<string, Teaser>;
}

/** An article's blocks as a newspaper sets them. */
export function ArticleBody({ blocks, locale, related }: ArticleBodyProps) {
  const notes = numberNotes(blocks);
  return (
    <div className="prose">
      {blocks.map((block, index) => (
        // Blocks have no identity of their own and never change place within one rendering.
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server.
        <BlockView key={index} block={block} locale={locale} related={related} notes={notes} />
      ))}
      <Notes notes={notes} locale={locale} />
    </div>
  );
}

interface BlockProps {
  block: Block;
  locale: Locale;
  related: Map<string, Teaser>;
  notes: Inline[];
}

function BlockView({ block, locale, related, notes }: BlockProps) {
  const runs = (content: Inline[]) => <Runs content={content} notes={notes} locale={locale} />;
  switch (block.type) {
    case "paragraph":
      return <p>{runs(block.content)}</p>;
    case "heading":
      return block.level === 2 ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case "list": {
      const items = block.items.map((item) => (
        <li key={item.map((run) => run.text).join("")}>{runs(item)}</li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "blockquote":
      return (
        <blockquote>
          <p>{runs(block.content)}</p>
          {block.cite && <footer>{block.cite}</footer>}
        </blockquote>
      );
    case "pull-quote":
      return (
        <aside className="pull-quote">
          <p>{block.text}</p>
          {block.by && <p className="pull-quote-by">{block.by}</p>}
        </aside>
      );
    case "figure":
      return <Figure picture={block.picture} />;
    case "gallery":
      return <Gallery title={block.title} pictures={block.pictures} locale={locale} />;
    case "video":
      return <VideoFacade video={block} locale={locale} />;
    case "table":
      return <TableView block={block} locale={locale} />;
    case "related":
      return <Related teaser={related.get(block.slug)} locale={locale} />;
  }
}

function TableView({ block, locale }: { block: Extract<Block, { type: "table" }>; locale: Locale }) {
  const { caption, head, rows } = block;
  return (
    // A wide table scrolls in its own frame, which the keyboard must reach.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is operated by arrow keys.
    <section className="wide overflow-x-auto" tabIndex={0} aria-label={caption || wordsIn(locale).table}>
      <table>
        {caption && <caption>{caption}</caption>}
        {head.length > 0 && (
          <thead>
            <tr>{keyed(head).map(([key, cell]) => headCell(key, cell))}</tr>
          </thead>
        )}
        <tbody>
          {keyed(rows).map(([row, [first, ...rest]]) => (
            <tr key={row}>
              <th scope="row" className="font-normal">
                {first}
              </th>
              {keyed(rest).map(([column, cell]) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Cells may repeat one another; they never change place within one rendering. */
function keyed<T>(cells: readonly T[]): [number, T][] {
  return [...cells.entries()];
}

/** A corner without words heads nothing. */
function headCell(key: number, cell: string) {
  return cell ? (
    <th key={key} scope="col">
      {cell}
    </th>
  ) : (
    <td key={key} />
  );
}

function Related({ teaser, locale }: { teaser: Teaser | undefined; locale: Locale }) {
  if (!teaser) return null;
  return (
    <div className="related">
      {teaser.hero && (
        <Picture picture={{ ...teaser.hero, alt: "" }} sizes="7rem" className="related-picture" />
      )}
      <div>
        <p className="related-label">{wordsIn(locale).related}</p>
        <p className="related-headline">
          <a className="target-line" href={localPath(locale, `/articles/${teaser.slug}`)}>
            {teaser.headline}
          </a>
        </p>
      </div>
    </div>
  );
}
