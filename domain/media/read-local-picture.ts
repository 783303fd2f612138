import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { UnusablePictureError } from "./unusable-picture";

/**
 * Reads the file of a `file:` address that lies inside a folder, links followed. Null when it is not there; throws
 * UnusablePictureError when it lies elsewhere, is no file or is larger than `maxBytes`.
 */
export async function readLocalPicture(
  address: string,
  { folder, maxBytes }: { folder: string; maxBytes: number },
): Promise<Buffer | null> {
  const path = pathOf(address);
  const name = relative(folder, path);
  if (!isInside(folder, path)) throw outside(name);
  try {
    const real = await realpath(path);
    if (!isInside(await realpath(folder), real)) throw outside(name);
    const about = await stat(real);
    if (!about.isFile()) throw new UnusablePictureError(`${name} is no file`);
    if (about.size > maxBytes) throw new UnusablePictureError(`${name} is larger than ${maxBytes} bytes`);
    return await readFile(real);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    throw new UnusablePictureError("its address names no file of this machine");
  }
}

function outside(name: string): UnusablePictureError {
  return new UnusablePictureError(`picture outside the folder: ${name}`);
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
