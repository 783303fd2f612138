import { type Locale, localPath } from "@/domain/locale";
import { wordsIn } from "./words/words";

const LONGEST = 100;

/** One field and a button; the answer is a page with an address of its own. */
export function SearchForm({ locale, text }: { locale: Locale; text: string }) {
  const words = wordsIn(locale);
  return (
    <search>
      <form method="get" action={localPath(locale, "/search")} className="flex max-w-[40rem] font-sans">
        <label htmlFor="query" className="sr-only">
          {words.searchLabel}
        </label>
        <input
          id="query"
          type="search"
          name="q"
          defaultValue={text}
          maxLength={LONGEST}
          required
          className="min-h-11 min-w-0 flex-1 border border-e-0 border-ink bg-raised px-3 text-lg text-ink"
        />
        <button type="submit" className="button rounded-s-none">
          {words.searchButton}
        </button>
      </form>
    </search>
  );
}
