import { PageTrouble } from "./fetch-json";
import { GuardedFetchError } from "./guarded-fetch";
import type { UnreadableArticle } from "./imported";

export const PAGE = 50;
/** So many posts in a row that cannot be had are a site that is down. */
const GIVE_UP_AFTER = 5;

export interface ListPage {
  posts: unknown[];
  /** Of the whole list and its pages; null where the answer does not say. */
  total: number | null;
  pages: number | null;
}

/** How far a list was read, and whether that is certainly all of it. */
export interface Tally {
  read: number;
  total: number | null;
  failed: boolean;
  /** Without totals, what was deleted while a second page was read would hide another: only a list of one page counts. */
  endedOnFirstPage: boolean;
}

export function openTally(): Tally {
  return { read: 0, total: null, failed: false, endedOnFirstPage: false };
}

export function isAll(tally: Tally): boolean {
  if (tally.failed) return false;
  return tally.total === null ? tally.endedOnFirstPage : tally.read === tally.total;
}

type AskPage = (page: number, perPage: number) => Promise<ListPage>;

/**
 * The posts of a list that comes by pages. A page that cannot be had is asked for post by post, so that only those that
 * cannot be had are told of; without totals pages are asked for until one is empty.
 */
export async function* readPages(
  ask: AskPage,
  tally: Tally,
): AsyncGenerator<{ post: unknown } | UnreadableArticle> {
  let previous = "";
  for (let page = 1; ; page++) {
    const answer = await ask(page, PAGE).catch(troubleOf);
    if (answer instanceof PageTrouble) {
      tally.failed = true;
      if (yield* readOneByOne(ask, tally, page, answer)) return;
      continue;
    }
    tally.total = answer.total ?? tally.total;
    for (const post of answer.posts) {
      tally.read++;
      yield { post };
    }
    if (answer.posts.length === 0) {
      tally.endedOnFirstPage = page <= 2;
      return;
    }
    if (answer.pages !== null && page >= answer.pages) return;
    const first = JSON.stringify(answer.posts[0]);
    if (first === previous) throw new Error(`page ${page} of the list is page ${page - 1} again`);
    previous = first;
  }
}

/** Gives whether the list ended. */
async function* readOneByOne(
  ask: AskPage,
  tally: Tally,
  page: number,
  trouble: PageTrouble,
): AsyncGenerator<{ post: unknown } | UnreadableArticle, boolean> {
  const unreadable: UnreadableArticle[] = [];
  for (let place = (page - 1) * PAGE + 1; place <= page * PAGE; place++) {
    if (tally.total !== null && place > tally.total) break;
    const answer = await ask(place, 1).catch(troubleOf);
    if (answer instanceof PageTrouble) {
      unreadable.push({ id: `post ${place} of the list`, unreadable: answer.message });
      if (unreadable.length === GIVE_UP_AFTER) throw new Error(trouble.message, { cause: answer });
      continue;
    }
    yield* unreadable.splice(0);
    tally.total = answer.total ?? tally.total;
    if (answer.posts.length === 0) return true;
    tally.read += answer.posts.length;
    for (const post of answer.posts) yield { post };
  }
  yield* unreadable;
  return tally.total !== null && page * PAGE >= tally.total;
}

function troubleOf(error: unknown): PageTrouble {
  if (error instanceof PageTrouble) return error;
  const isOfPage =
    error instanceof GuardedFetchError && (error.code === "too_large" || error.code === "too_slow");
  if (isOfPage) return new PageTrouble(error.message);
  throw error;
}
