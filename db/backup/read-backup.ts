import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  BackupError,
  type BackupHeader,
  FORMAT,
  headerSchema,
  rowSchema,
  sealSchema,
  tableSchema,
} from "./format";

export type BackupPart =
  | { header: BackupHeader }
  | { table: string; columns: string[] }
  | { row: (string | null)[] };

const LINE_FEED = 0x0a;
/** No row of ours comes near it: a file that is not a backup must not fill the memory. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Reads a backup part by part. Ends normally only when the file is whole: its seal holds, nothing follows it, and
 * every table has the rows its header promised. Throws BackupError, also for a file that is not a backup.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on("error", (error) => unzipped.destroy(error));
  const tally = new Tally(file);
  try {
    for await (const line of linesOf(source.pipe(unzipped))) {
      const part = tally.take(line);
      if (part) yield part;
    }
    tally.finish();
  } catch (error) {
    throw explained(file, error);
  } finally {
    source.destroy();
    unzipped.destroy();
  }
}

/** Lines end with a line feed alone: text of articles may hold the other characters that readline breaks at. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]).toString("utf8");
      held = [];
      size = 0;
      from = end + 1;
    }
    size += chunk.length - from;
    if (size > LONGEST_LINE) throw new SyntaxError("a line without an end");
    held.push(chunk.subarray(from));
  }
  if (size > 0) yield Buffer.concat(held).toString("utf8");
}

/** Follows a backup line by line and refuses the first that should not be there. */
class Tally {
  private readonly hash = createHash("sha256");
  private readonly seen = new Map<string, number>();
  private header: BackupHeader | null = null;
  private table: string | null = null;
  private width = 0;
  private isSealed = false;

  constructor(private readonly file: string) {}

  take(line: string): BackupPart | null {
    if (this.isSealed) throw this.damaged("something follows its end");
    const value: unknown = JSON.parse(line);
    const seal = sealSchema.safeParse(value);
    if (seal.success) {
      this.isSealed = true;
      if (seal.data.seal !== this.hash.digest("hex")) throw this.damaged("its checksum does not hold");
      return null;
    }
    this.hash.update(line).update("\n");
    if (!this.header) return { header: this.takeHeader(value) };
    return Array.isArray(value) ? { row: this.takeRow(value) } : this.takeTable(value);
  }

  finish(): void {
    if (!this.isSealed) throw this.damaged("it stops before its end");
    for (const [table, expected] of Object.entries(this.header?.rows ?? {})) {
      const seen = this.seen.get(table) ?? 0;
      if (seen !== expected) throw this.damaged(`${table} has ${seen} rows where ${expected} were written`);
    }
  }

  private takeHeader(value: unknown): BackupHeader {
    const format = (value as { muster?: unknown; format?: unknown } | null) ?? {};
    if (format.muster === "backup" && format.format !== FORMAT) {
      throw new BackupError(
        `${this.file} is a backup of format ${format.format}, this Muster reads format ${FORMAT}: restore it with the version that made it.`,
      );
    }
    this.header = headerSchema.parse(value);
    return this.header;
  }

  private takeTable(value: unknown): { table: string; columns: string[] } {
    const { table, columns } = tableSchema.parse(value);
    if (this.seen.has(table)) throw this.damaged(`${table} comes twice`);
    this.seen.set(table, 0);
    this.table = table;
    this.width = columns.length;
    return { table, columns };
  }

  private takeRow(value: unknown[]): (string | null)[] {
    if (this.table === null || value.length !== this.width)
      throw this.damaged("a row does not fit its table");
    this.seen.set(this.table, (this.seen.get(this.table) ?? 0) + 1);
    return rowSchema.parse(value);
  }

  private damaged(how: string): BackupError {
    return new BackupError(`${this.file} is damaged: ${how}. Nothing was restored; use another backup.`);
  }
}

function explained(file: string, error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOENT") return new BackupError(`There is no file ${file}.`);
  if (code === "Z_BUF_ERROR") {
    return new BackupError(
      `${file} is damaged: it stops before its end. Nothing was restored; use another backup.`,
    );
  }
  if (code.startsWith("Z_") || error instanceof SyntaxError || (error as Error).name.startsWith("Zod")) {
    return new BackupError(
      `${file} is damaged, or is not a backup of Muster. Nothing was restored; use another backup.`,
      { cause: error },
    );
  }
  return error;
}
