import { readdir, readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { UnreadableArticle } from "./imported";

export interface MarkdownFile {
  /** Its path in the folder, which tells it from the others. */
  id: string;
  path: string;
}

/**
 * The Markdown files of a folder, which is given without links in its path, and of the folders in it, by path; links that
 * lead out of it are told of.
 */
export async function listMarkdown(folder: string): Promise<(MarkdownFile | UnreadableArticle)[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = found
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /\.(md|markdown)$/i.test(entry.name))
    .map((entry) => ({ path: join(entry.parentPath, entry.name), isLink: entry.isSymbolicLink() }));
  const files = new Set(named.flatMap(({ path, isLink }) => (isLink ? [] : path)));
  const listed: (MarkdownFile | UnreadableArticle)[] = [];
  for (const { path, isLink } of named.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const id = relative(folder, path);
    const target = isLink ? await realpath(path).catch(() => null) : null;
    if (!isLink) listed.push({ id, path });
    else if (target === null) listed.push({ id, unreadable: "it is a link to a file that is not there" });
    else if (!target.startsWith(folder + sep))
      listed.push({ id, unreadable: "it is a link out of the folder: put the file itself there" });
    // A link to a file that is listed itself would bring its article twice.
    else if (!files.has(target)) listed.push({ id, path: target });
  }
  return listed;
}

/** A file's text without a byte order mark; throws when it is not UTF-8. */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("it is not UTF-8 text: save it in that encoding");
  }
}
