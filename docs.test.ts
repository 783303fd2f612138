import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseEnv, promisify } from "node:util";
import { expect, test } from "vitest";
import { HELP } from "./cli/help";
import { NEEDED_EVENTS } from "./domain/doctor/check-endpoint";
import { readSettings, SETTING_NAMES } from "./env";
import pack from "./package.json" with { type: "json" };

const run = promisify(execFile);

const FOLDERS = "app|bench|cli|components|db|deploy|domain|e2e|scripts|server|soak|stripe-emulator";

/** Made by scripts, and not kept with the project. */
const MADE = new Set(["e2e/screenshots/"]);

/** Files and folders of the project that a document names in backticks. */
function named(text: string): string[] {
  const pattern = new RegExp(`\`((?:${FOLDERS})/[\\w./[\\]-]*)\``, "g");
  return [...text.matchAll(pattern)].flatMap(([, path = ""]) => path);
}

/** Files a document links to, beside it. */
function linked(text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(([, path = ""]) =>
    decodeURIComponent(path),
  );
}

/** What is written to be typed: blocks of code, and code within a line. */
function code(text: string): string[] {
  return [...text.matchAll(/```[^\n]*\n(.*?)```|`([^`]+)`/gs)].map(([, block, line]) => block ?? line ?? "");
}

/** Commands of ours, each with its arguments: `npm run backup -- <file>`. */
function commands(text: string): { name: string; args: string }[] {
  const found = code(text).flatMap((each) => [
    ...each.matchAll(/npm (?:run (?:--silent )?)?([\w:]+)([^\n|&;#]*)/g),
  ]);
  const npm = new Set(["ci", "prune", "audit", "run"]);
  return found.flatMap(([, name = "", args = ""]) => (npm.has(name) ? [] : [{ name, args }]));
}

/** Addresses of headings, as GitHub makes them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

const documents = [
  "README.md",
  "SECURITY.md",
  "CHANGELOG.md",
  ...(await readdir("docs")).filter((name) => name.endsWith(".md")).map((name) => join("docs", name)),
];
const texts = new Map(
  await Promise.all(documents.map(async (name) => [name, await readFile(name, "utf8")] as const)),
);
const textOf = (name: string) => texts.get(name) ?? "";

test.each(documents)("%s names only files that are there", async (document) => {
  const text = textOf(document);
  const paths = [...named(text), ...linked(text).map((path) => join(dirname(document), path))];
  for (const path of paths.filter((each) => !MADE.has(each)))
    await expect(stat(path), path).resolves.toBeDefined();
});

test.each(documents)("%s leads only to headings that are there", async (document) => {
  for (const [, path = "", anchor = ""] of textOf(document).matchAll(
    /\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g,
  )) {
    const target = path ? await readFile(join(dirname(document), path), "utf8") : textOf(document);
    expect(anchors(target), `${path}#${anchor}`).toContain(anchor);
  }
});

test.each(documents)("%s names only settings that there are", (document) => {
  const settings = code(textOf(document)).flatMap((each) => [
    ...each.matchAll(/(?<![\w$.{])([A-Z]+(?:_[A-Z]+)+)(?=[=`,\s]|$)/g),
  ]);
  for (const [, name = ""] of settings) expect([...SETTING_NAMES, "POSTGRES_PASSWORD"], name).toContain(name);
});

test("the settings of .env.example are all there are, and start production once what only an operator knows is filled in", async () => {
  const example = parseEnv(await readFile(".env.example", "utf8"));
  expect(Object.keys(example).sort()).toEqual([...SETTING_NAMES].sort());
  const given = {
    AUTH_SECRET: "a".repeat(32),
    EMAIL_HASH_KEY: "b".repeat(32),
    STRIPE_SECRET_KEY: "rk_live_key",
    STRIPE_WEBHOOK_SECRET: "whsec_0123456789abcdef",
  };
  expect(Object.keys(given).map((name) => example[name])).toEqual(["", "", "", ""]);
  expect(readSettings("production", { ...example, ...given }).siteUrl).toBe("https://members.example.org");
});

/** What each command says of itself; the scripts are asked, as somebody would. */
async function helpOf(name: string): Promise<string> {
  const script = /^node (\S+)/.exec(pack.scripts[name as keyof typeof pack.scripts] ?? "")?.[1];
  const known = HELP[name];
  if (known || !script) return known ?? "";
  return (await run(process.execPath, [script, "--help"])).stdout;
}

/** For whoever works on Muster; they hand over to a tool whose own help they show. */
const OF_TOOLS = /^(pictures|screens|wordpress|lint|format|typecheck|db:generate)$/;

test("every command of the documents is there, and every argument is one that its help tells of", async () => {
  const given = documents.flatMap((document) =>
    commands(textOf(document)).map((command) => ({ ...command, document })),
  );
  expect(given.length).toBeGreaterThan(80);
  const names = [...new Set(given.map(({ name }) => name))].filter((name) => !OF_TOOLS.test(name));
  const help = new Map(await Promise.all(names.map(async (name) => [name, await helpOf(name)] as const)));
  for (const { name, args, document } of given) {
    const where = `${document}: npm run ${name}${args}`;
    expect(Object.keys(pack.scripts), where).toContain(name);
    if (OF_TOOLS.test(name)) continue;
    expect(help.get(name), where).toContain(name);
    for (const [flag] of args.matchAll(/--[a-z][\w-]*/g))
      expect(help.get(name), where).toMatch(new RegExp(`${flag}\\b`));
  }
  for (const name of Object.keys(HELP)) expect(names, "told of in no document").toContain(name);
});

test("every block for a shell is one that a shell can read", async () => {
  for (const document of documents) {
    for (const [, block = ""] of textOf(document).matchAll(/```sh\n(.*?)```/gs)) {
      // What a reader is to replace is written <like this>, which a shell takes for files.
      const typed = block.replace(/<[^>\n]+>/g, "x");
      await expect(run("sh", ["-nc", typed]), typed).resolves.toBeDefined();
    }
  }
});

test("the events that an operator is to tick are those that the doctor looks for", () => {
  const told = textOf("docs/operating.md").match(
    /\b(?:checkout|customer|invoice|invoice_payment|charge|refund)\.[a-z_.]+/g,
  );
  expect([...new Set(told)].sort()).toEqual([...NEEDED_EVENTS].sort());
});
