import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import type { Found } from "./soak";

const FOLDER = "soak/results";
/** What most proofs prove: another tree makes earlier runs say nothing. */
const COUNTING = ["domain/membership", "server/webhook", "db/schema"];

interface Run extends Found {
  seed: number;
  seconds: number;
  date: string;
  commit: string;
}

export interface Result {
  name: string;
  count: number;
  mismatches: number;
  /** Of the folders that are proven; runs of another tree are dropped. */
  tree: string;
  commit: string;
  date: string;
  machine: string;
  runs: Run[];
}

/** Adds a run to `soak/results/<name>.json`, beside the earlier ones of the same code and other seeds. */
export async function writeResult(
  name: string,
  found: Found & { seed: number },
  ms: number,
  proves: readonly string[] = COUNTING,
): Promise<Result> {
  const file = `${FOLDER}/${name}.json`;
  const tree = treeOf(proves);
  const commit =
    git("rev-parse", "--short=12", "HEAD") + (git("status", "--porcelain", ...proves) ? "+changes" : "");
  const date = new Date().toISOString();
  const held = JSON.parse(await readFile(file, "utf8").catch(() => "null")) as Result | null;
  const before = held?.tree === tree ? held.runs.filter((run) => run.seed !== found.seed) : [];
  const runs = [...before, { ...found, seconds: Math.round(ms / 1_000), date, commit }];
  const result: Result = {
    name,
    count: runs.reduce((sum, run) => sum + run.count, 0),
    mismatches: runs.reduce((sum, run) => sum + run.failures.length, 0),
    tree,
    commit,
    date,
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
    runs,
  };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

function treeOf(folders: readonly string[]): string {
  return folders.map((folder) => git("rev-parse", "--short=12", `HEAD:${folder}`)).join(" ");
}

function git(...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}
