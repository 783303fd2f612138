import { parse } from "yaml";
import { z } from "zod";
import { shown } from "./shown";
import { dateSchema } from "./written-date";

const scalar = z.string({
  error: ({ input }) =>
    input === undefined ? "is missing" : `${shown(input)} was found where words should be`,
});
const address = scalar.refine((given) => /^https?:\/\//i.test(given) && URL.canParse(given), {
  error: ({ input }) => `${shown(input)} is no http or https address`,
});
const named = z
  .union([scalar, z.object({ name: scalar }).transform(({ name }) => name)], {
    error: ({ input }) => `${shown(input)} was found where a name should be`,
  })
  .transform((name) => name.trim());
const names = z.preprocess((given) => [given].flat().filter((each) => !isAbsent(each)), z.array(named));
const language = scalar
  .transform((given) => given.toLowerCase().split(/[-_]/)[0])
  .pipe(
    z.enum(["en", "uk"], {
      error: ({ input }) => `${shown(input)} is no language of this site: write en or uk`,
    }),
  );
const YES = new Set(["true", "yes", "on"]);
const NO = new Set(["false", "no", "off"]);
const flag = scalar.transform((given, ctx) => {
  const word = given.toLowerCase();
  if (YES.has(word) || NO.has(word)) return YES.has(word);
  ctx.addIssue({ code: "custom", message: `${shown(given)} was found where true or false should be` });
  return z.NEVER;
});

/** What stands between the two `---` lines of a file: our keys and those of Jekyll and Hugo for the same things. */
const frontMatterSchema = z.object({
  title: scalar,
  date: dateSchema,
  updated: dateSchema.optional(),
  slug: scalar.optional(),
  standfirst: scalar.optional(),
  description: scalar.optional(),
  excerpt: scalar.optional(),
  summary: scalar.optional(),
  author: names.optional(),
  authors: names.optional(),
  section: scalar.optional(),
  category: names.optional(),
  categories: names.optional(),
  tags: names.optional(),
  image: scalar.optional(),
  imageAlt: scalar.optional(),
  language: language.optional(),
  lang: language.optional(),
  canonical: address.optional(),
  draft: flag.optional(),
  published: flag.optional(),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

const FRONT_MATTER = /^---[ \t]*\r?\n(?:(.*?)\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/s;

/** The front matter of a file and the text after it; null when it has none. */
export function splitFrontMatter(text: string): { front: string; body: string } | null {
  const found = FRONT_MATTER.exec(text);
  if (found) return { front: found[1] ?? "", body: text.slice(found[0].length) };
  if (/^---[ \t]*\r?\n/.test(text)) throw new Error("its front matter has no closing --- line");
  if (/^\+\+\+[ \t]*\r?\n/.test(text))
    throw new Error("its front matter is TOML (+++): write it as YAML between two --- lines");
  return null;
}

/** Throws with every key that is wrong and what was found there. */
export function parseFrontMatter(front: string): FrontMatter {
  const parsed = frontMatterSchema.safeParse(present(readYaml(front)));
  if (parsed.success) return parsed.data;
  throw new Error(parsed.error.issues.map(told).join("; "));
}

function readYaml(front: string): object {
  let given: unknown;
  try {
    // Every value as it was written: a title may be 1984, a tag 2026.
    given = parse(front, { schema: "failsafe", logLevel: "error" });
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`its front matter is no YAML: ${line.replace(/:$/, "")}`);
  }
  if (isAbsent(given)) return {};
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return given;
  throw new Error("its front matter is no list of lines such as “title: The river”");
}

/** Without keys that have no value. */
function present(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isAbsent(value)));
}

function isAbsent(value: unknown): boolean {
  if (typeof value === "string") return /^\s*(~|null)?\s*$/i.test(value);
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function told({ path, message }: z.core.$ZodIssue): string {
  return `${path.join(".")}: ${message}`;
}
