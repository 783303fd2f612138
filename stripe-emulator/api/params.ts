import { invalid } from "./errors";

export type Param = string | Param[] | { [key: string]: Param };
export type Params = { [key: string]: Param };

/** Reads Stripe's form encoding: `a[b][0][c]=1` is a tree of lists and maps; every leaf is text. */
export function parseForm(text: string): Params {
  const root: Params = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const path = key.replaceAll("]", "").split("[");
    if (path.some((part) => part === "__proto__")) throw invalid(`Invalid parameter ${key}`, key);
    assign(root, path, value);
  }
  return listify(root) as Params;
}

function assign(node: Params, path: string[], value: string): void {
  const [head = "", ...rest] = path;
  const key = head === "" ? String(Object.keys(node).length) : head;
  if (rest.length === 0) {
    node[key] = value;
    return;
  }
  const child = node[key];
  const next: Params = typeof child === "object" && !Array.isArray(child) ? child : {};
  node[key] = next;
  assign(next, rest, value);
}

function listify(node: Param): Param {
  if (typeof node === "string" || Array.isArray(node)) return node;
  const keys = Object.keys(node);
  const children = Object.fromEntries(keys.map((key) => [key, listify(node[key] ?? "")]));
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? keys.map((key) => children[key] ?? "") : children;
}

/** Typed reading of parameters; each refuses with Stripe's words and the parameter's name. */
export class Input {
  constructor(
    private readonly params: Params,
    private readonly path = "",
  ) {}

  get keys(): string[] {
    return Object.keys(this.params);
  }

  has(key: string): boolean {
    return this.params[key] !== undefined;
  }

  isMap(key: string): boolean {
    return typeof this.params[key] === "object" && !Array.isArray(this.params[key]);
  }

  /** True when the key is given and empty, which Stripe takes as "unset". */
  isCleared(key: string): boolean {
    return this.params[key] === "";
  }

  text(key: string): string | undefined {
    const value = this.params[key];
    if (value === undefined || value === "") return undefined;
    if (typeof value !== "string") throw invalid(`Invalid string: ${this.name(key)}`, this.name(key));
    return value;
  }

  required(key: string): string {
    const value = this.text(key);
    if (value === undefined) {
      throw invalid(`Missing required param: ${this.name(key)}.`, this.name(key), "parameter_missing");
    }
    return value;
  }

  integer(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if (!/^-?\d+$/.test(value))
      throw invalid(`Invalid integer: ${value}`, this.name(key), "parameter_invalid_integer");
    return Number(value);
  }

  flag(key: string): boolean | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if (value !== "true" && value !== "false") throw invalid(`Invalid boolean: ${value}`, this.name(key));
    return value === "true";
  }

  oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    const known = values.find((each) => each === value);
    if (!known)
      throw invalid(`Invalid ${this.name(key)}: must be one of ${values.join(", ")}`, this.name(key));
    return known;
  }

  map(key: string): Input | undefined {
    const value = this.params[key];
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string" || Array.isArray(value)) throw invalid(`Invalid object`, this.name(key));
    return new Input(value, this.name(key));
  }

  list(key: string): Param[] {
    const value = this.params[key];
    if (value === undefined || value === "") return [];
    return Array.isArray(value) ? value : [value];
  }

  maps(key: string): Input[] {
    return this.list(key).map((value, index) => {
      const name = `${this.name(key)}[${index}]`;
      if (typeof value === "string" || Array.isArray(value)) throw invalid("Invalid object", name);
      return new Input(value, name);
    });
  }

  metadata(key = "metadata"): Record<string, string> | undefined {
    const map = this.map(key);
    if (!map) return undefined;
    return Object.fromEntries(map.keys.map((name) => [name, map.text(name) ?? ""]));
  }

  /** Refuses parameters that Stripe would not know. */
  allow(...known: string[]): void {
    const unknown = this.keys.find((key) => !known.includes(key) && key !== "expand");
    if (unknown) {
      throw invalid(
        `Received unknown parameter: ${this.name(unknown)}`,
        this.name(unknown),
        "parameter_unknown",
      );
    }
  }

  private name(key: string): string {
    return this.path ? `${this.path}[${key}]` : key;
  }
}
