import type { World } from "../world";
import type { Input } from "./params";

/** What a route gets: ids from its path in order, parameters from query or body. */
export interface Call {
  world: World;
  ids: string[];
  input: Input;
}

/** A route of the API. `:id` in the path stands for one id. */
export interface Route {
  method: "GET" | "POST" | "DELETE";
  path: string;
  answer: (call: Call) => unknown;
}

export function get(path: string, answer: Route["answer"]): Route {
  return { method: "GET", path, answer };
}

export function post(path: string, answer: Route["answer"]): Route {
  return { method: "POST", path, answer };
}

export function remove(path: string, answer: Route["answer"]): Route {
  return { method: "DELETE", path, answer };
}
