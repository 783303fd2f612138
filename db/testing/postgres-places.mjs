import { existsSync, readdirSync } from "node:fs";

const DEBIAN = "/usr/lib/postgresql";

/** The folder of PostgreSQL's server programs, newest first: Debian keeps them apart by version. Null when none. */
export function postgresBinaries() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => `${DEBIAN}/${version}/bin`),
    "/usr/local/bin",
    "/opt/homebrew/bin",
  ];
  return folders.find((folder) => existsSync(`${folder}/initdb`)) ?? null;
}
