import type { Kind, Kinds } from "../store/kinds";
import type { World } from "../world";
import { invalid } from "./errors";
import type { Input } from "./params";

const PAGING = ["limit", "starting_after", "ending_before", "created"];

/** One page of a kind, newest first, with Stripe's cursors; `from` narrows it to already known candidates. */
export function listPage<K extends Kind>(
  world: World,
  kind: K,
  input: Input,
  url: string,
  matches: (value: Kinds[K]) => boolean,
  own: readonly string[] = [],
): { object: "list"; data: Kinds[K][]; has_more: boolean; url: string } {
  input.allow(...PAGING, ...own);
  const limit = input.integer("limit") ?? 10;
  if (limit < 1 || limit > 100) throw invalid("This value must be between 1 and 100.", "limit");
  const after = input.text("starting_after");
  const before = input.text("ending_before");
  const collection = world.store.of(kind);
  const cursor = after ?? before;
  if (cursor && !collection.has(cursor))
    throw invalid(
      `No such object: '${cursor}'`,
      after ? "starting_after" : "ending_before",
      "resource_missing",
    );

  const inTime = createdFilter(input);
  const page: Kinds[K][] = [];
  let more = false;
  for (const value of collection.walk(before ? "newer" : "older", cursor)) {
    if (!inTime(createdOf(value)) || !matches(value)) continue;
    if (page.length === limit) {
      more = true;
      break;
    }
    page.push(value);
  }
  if (before) page.reverse();
  return { object: "list", data: page, has_more: more, url };
}

function createdFilter(input: Input): (created: number) => boolean {
  if (!input.has("created")) return () => true;
  if (!input.isMap("created")) {
    const exact = input.integer("created");
    return (created) => created === exact;
  }
  const range = input.map("created");
  const gte = range?.integer("gte") ?? Number.NEGATIVE_INFINITY;
  const gt = range?.integer("gt") ?? Number.NEGATIVE_INFINITY;
  const lte = range?.integer("lte") ?? Number.POSITIVE_INFINITY;
  const lt = range?.integer("lt") ?? Number.POSITIVE_INFINITY;
  return (created) => created >= gte && created > gt && created <= lte && created < lt;
}

function createdOf(value: { created?: number } | object): number {
  return "created" in value ? (value.created ?? 0) : 0;
}
