import type { Kind, Kinds } from "../store/kinds.ts";
import type { World } from "../world.ts";
import { invalidRequest } from "./stripe-failure.ts";

interface PageInput {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

export interface Page {
  object: "list";
  data: object[];
  has_more: boolean;
  url: string;
}

/** One page of a list, newest first. `by` narrows the walk to a secondary key, so that it need not see everything. */
export function listPage<K extends Kind>(
  world: World,
  kind: K,
  url: string,
  input: PageInput,
  keep: (value: Kinds[K]) => boolean,
  by?: { name: string; key: string },
): Page {
  const limit = input.limit ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidRequest("parameter_invalid_integer", "Limit must be between 1 and 100.", "limit");
  }
  const collection = world.store.of(kind);
  for (const name of ["starting_after", "ending_before"] as const) {
    const cursor = input[name];
    if (cursor !== undefined && !collection.has(cursor)) {
      throw invalidRequest("resource_missing", `No such ${kind}: '${cursor}'`, name);
    }
  }
  const backwards = input.ending_before !== undefined;
  const cursor = backwards ? input.ending_before : input.starting_after;
  const source = by
    ? fromCursor(collection.by(by.name, by.key), backwards, cursor)
    : collection.walk(backwards ? "newer" : "older", cursor);
  const data: Kinds[K][] = [];
  let more = false;
  for (const value of source) {
    if (!keep(value)) continue;
    if (data.length === limit) {
      more = true;
      break;
    }
    data.push(value);
  }
  if (backwards) data.reverse();
  return { object: "list", data, has_more: more, url };
}

function fromCursor<T extends { id: string }>(newestFirst: T[], backwards: boolean, cursor?: string): T[] {
  const ordered = backwards ? newestFirst.toReversed() : newestFirst;
  if (cursor === undefined) return ordered;
  return ordered.slice(ordered.findIndex((value) => value.id === cursor) + 1);
}
