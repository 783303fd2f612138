/** Every page a reader can open without paying, by the name its pictures carry. */
export const READER_PAGES = {
  front: "/",
  "front-uk": "/uk",
  article: "/articles/the-bridge-that-floats",
  "article-long": "/articles/forty-one-keys",
  "article-notes": "/articles/tomorrows-bread-paid-today",
  "article-gallery": "/articles/what-the-river-gave-back",
  "article-uk": "/uk/articles/nulovyi-marshrut",
  section: "/sections/business",
  "section-empty": "/uk/sections/opinion",
  author: "/authors/marko-lys",
  topic: "/tags/river",
  "topic-uk": "/uk/tags/%D0%BC%D1%96%D1%81%D1%82%D0%BE",
  search: "/search?q=river",
  "search-nothing": "/uk/search?q=%D0%B0%D0%B1%D0%B2",
  "how-we-count": "/how-we-count",
  "how-we-count-uk": "/uk/how-we-count",
  join: "/join",
  "join-uk": "/uk/join",
  account: "/account",
  "welcome-unknown": "/welcome?session_id=cs_test_nobody",
  "not-found": "/there-is-no-such-page",
} as const;

/** The page that is not there says so with its status, which the browser writes down. */
export function ignoreNotFound(complaints: string[]): void {
  const rest = complaints.filter((each) => !each.includes("there-is-no-such-page"));
  complaints.splice(0, complaints.length, ...rest);
}
