import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Root } from "hast";
import { decoded } from "./decoded";
import { elementsOf } from "./tree";

/** Where a Markdown file stands: its pictures may stand beside it. */
export interface Place {
  folder: string;
  path: string;
  /** Where it was published before: a picture that is no file here is looked for there. */
  publishedAt: string | null;
}

/**
 * The `file:` address of a picture that is written as a path, from the file's own folder or from that of all; other
 * addresses as they are. Whether it lies inside the folder is looked at when it is read.
 */
export function pictureAddress(written: string, place: Place): string {
  const scheme = URL.canParse(written) ? new URL(written).protocol : null;
  if ((scheme !== null && scheme !== "file:") || /^\s*([\\/]{2}|[?#]|$)/.test(written)) return written;
  const path = decoded(written.replace(/[?#].*$/s, ""));
  const fromRoot = join(place.folder, path);
  const beside = path.startsWith("/") ? fromRoot : resolve(dirname(place.path), path);
  const found = [beside, fromRoot].find((each) => existsSync(each));
  if (!found && place.publishedAt && scheme === null) return written;
  return pathToFileURL(found ?? beside).href;
}

/** Completes the pictures of a tree; a `file:` address that its author wrote leads nowhere. */
export function completePictures(tree: Root, place: Place): void {
  for (const element of elementsOf(tree)) {
    for (const [name, value] of Object.entries(element.properties))
      if (name !== "src" && isFile(value)) delete element.properties[name];
    const { src } = element.properties;
    if (element.tagName === "img" && typeof src === "string")
      element.properties.src = pictureAddress(src, place);
  }
}

function isFile(value: unknown): boolean {
  return typeof value === "string" && URL.canParse(value) && new URL(value).protocol === "file:";
}
