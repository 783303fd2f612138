import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

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

const documents = [
  "README.md",
  "SECURITY.md",
  ...(await readdir("docs")).filter((name) => name.endsWith(".md")).map((name) => join("docs", name)),
];

test.each(documents)("%s names only files that are there", async (document) => {
  const text = await readFile(document, "utf8");
  const paths = [...named(text), ...linked(text).map((path) => join(dirname(document), path))];
  for (const path of paths.filter((each) => !MADE.has(each)))
    await expect(stat(path), path).resolves.toBeDefined();
});
