import type { World } from "../world.ts";

export interface PageRequest {
  world: World;
  method: string;
  path: string;
  form: URLSearchParams;
}

export interface PageAnswer {
  status: number;
  body: string;
  location?: string;
  /** Other origins that a form on the page may lead to. */
  leadsTo?: (string | null)[];
}

export function redirect(location: string): PageAnswer {
  return { status: 303, body: "", location };
}
