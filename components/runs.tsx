import { Fragment } from "react";
import type { Inline } from "@/domain/article/article";
import type { Locale } from "@/domain/locale";
import { wordsIn } from "./words/words";

interface RunsProps {
  content: Inline[];
  /** Every run of the article that carries a note, in reading order. */
  notes: Inline[];
  locale: Locale;
}

/** Text with its marks, and a raised number after each run that has a footnote. */
export function Runs({ content, notes, locale }: RunsProps) {
  return content.map((run, index) => {
    let node = <Lines text={run.text} />;
    if (run.bold) node = <strong>{node}</strong>;
    if (run.italic) node = <em>{node}</em>;
    if (run.struck) node = <s>{node}</s>;
    if (run.href) node = <a href={run.href}>{node}</a>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server.
      <span key={index}>
        {node}
        {run.note && <NoteMark number={notes.indexOf(run) + 1} locale={locale} />}
      </span>
    );
  });
}

function Lines({ text }: { text: string }) {
  const [first, ...more] = text.split("\n");
  return (
    <>
      {first}
      {more.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server.
        <Fragment key={index}>
          <br />
          {line}
        </Fragment>
      ))}
    </>
  );
}

function NoteMark({ number, locale }: { number: number; locale: Locale }) {
  return (
    <sup className="note-mark">
      <a id={`text-${number}`} href={`#note-${number}`} aria-label={wordsIn(locale).note(number)}>
        {number}
      </a>
    </sup>
  );
}

/** The footnotes beneath an article, each leading back to its place. */
export function Notes({ notes, locale }: { notes: Inline[]; locale: Locale }) {
  const words = wordsIn(locale);
  if (notes.length === 0) return null;
  return (
    <section aria-label={words.notes} className="notes">
      <h2>{words.notes}</h2>
      <ol>
        {notes.map((run, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two places may have one note.
          <li key={index} id={`note-${index + 1}`}>
            {run.note}{" "}
            <a href={`#text-${index + 1}`} aria-label={`${words.backToText}, ${index + 1}`}>
              ↑
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
