import type { World } from "../world.ts";
import type { FormHash } from "./parse-form.ts";

interface ApiCall {
  world: World;
  /** Ids from the path, in order. */
  ids: string[];
  form: FormHash;
}

export interface Route {
  method: "GET" | "POST" | "DELETE";
  /** Path under /v1, `:id` for each id. */
  path: string;
  /** Answers the object; `expand[]` and hidden fields are applied by the caller. */
  handle: (call: ApiCall) => object;
  /** Answers such as a new endpoint's secret keep their hidden fields. */
  reveal?: boolean;
}

export function get(path: string, handle: Route["handle"]): Route {
  return { method: "GET", path, handle };
}

export function post(path: string, handle: Route["handle"], reveal = false): Route {
  return { method: "POST", path, handle, reveal };
}

export function del(path: string, handle: Route["handle"]): Route {
  return { method: "DELETE", path, handle };
}
