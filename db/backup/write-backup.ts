import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sql } from "drizzle-orm";
import type { Db, Engine, Tx } from "../client";
import { rowsOf } from "../rows";
import { BackupError, type BackupHeader, FORMAT } from "./format";
import { listTables, quoted, readSchemaHash, type Table } from "./tables";

const ROWS_A_FETCH = 1_000;

export interface BackupOptions {
  file: string;
  now: Date;
  emailKey: string;
  /** Called after each table with its name and rows. */
  onTable?: (table: string, rows: number) => void;
}

/**
 * Writes the whole database, as it is at one moment, to a file only its owner may read; what it holds is on disk
 * before the file has its name. Reads alongside the app; PGlite makes the app wait meanwhile. Throws BackupError.
 */
export async function writeBackup(db: Db, options: BackupOptions): Promise<BackupHeader> {
  const { file } = options;
  if (await exists(file))
    throw new BackupError(`${file} is there already: a backup never overwrites another.`);
  const part = `${file}.part`;
  const handle = await open(part, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(
      error.code === "EEXIST"
        ? `${part} is there already: another backup is being written, or one was stopped. Remove it if none is.`
        : `${part} cannot be written: ${error.message}`,
    );
  });
  try {
    const header = await db.transaction(
      async (tx) => {
        const made = await readHeader(tx, options);
        const lines = Readable.from(sealed(backupLines(tx, made, options)));
        await pipeline(lines, createGzip(), (chunks: AsyncIterable<Buffer>) => writeTo(handle, chunks));
        return made.header;
      },
      { isolationLevel: "repeatable read", accessMode: "read only" },
    );
    await handle.sync();
    await handle.close();
    await rename(part, file);
    return header;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function writeTo(handle: FileHandle, chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of chunks) await handle.writeFile(chunk);
}

interface Made {
  header: BackupHeader;
  tables: Table[];
}

async function readHeader(tx: Tx, { now, emailKey }: BackupOptions): Promise<Made> {
  const tables = await listTables(tx);
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const [count] = rowsOf<{ n: number }>(
      await tx.execute(sql.raw(`select count(*)::int as n from ${quoted(name)}`)),
    );
    rows[name] = count?.n ?? 0;
  }
  const [held] = rowsOf<{ version: string; total: number; engine: string }>(
    await tx.execute(sql`select i.version::text as version, i.total, v.version as engine
      from installation i, version() as v(version)`),
  );
  if (!held) throw new BackupError("The database has no installation row: run npm run db:migrate first.");
  const engine: Engine = /emscripten|wasm/i.test(held.engine) ? "pglite" : "postgres";
  const header: BackupHeader = {
    muster: "backup",
    format: FORMAT,
    madeAt: now.toISOString(),
    engine,
    ...(await readSchemaHash(tx)),
    version: Number(held.version),
    total: held.total,
    emailKey,
    rows,
  };
  return { header, tables };
}

async function* backupLines(
  tx: Tx,
  { header, tables }: Made,
  options: BackupOptions,
): AsyncGenerator<string> {
  // Instants are written in one zone, whatever the server's own is.
  await tx.execute(sql`set local timezone to 'UTC'`);
  await tx.execute(sql`set local datestyle to 'ISO'`);
  yield JSON.stringify(header);
  for (const table of tables) {
    yield JSON.stringify({ table: table.name, columns: table.columns.map((column) => column.name) });
    yield* tableRows(tx, table);
    options.onTable?.(table.name, header.rows[table.name] ?? 0);
  }
}

async function* tableRows(tx: Tx, table: Table): AsyncGenerator<string> {
  const values = table.columns.map((column) => `${quoted(column.name)}::text`).join(", ");
  await tx.execute(
    sql.raw(
      `declare backup_rows no scroll cursor for select to_json(array[${values}])::text as row from ${quoted(table.name)}`,
    ),
  );
  while (true) {
    const rows = rowsOf<{ row: string }>(
      await tx.execute(sql.raw(`fetch forward ${ROWS_A_FETCH} from backup_rows`)),
    );
    // PostgreSQL breaks no lines inside JSON text: a row is a line.
    for (const { row } of rows) yield row;
    if (rows.length < ROWS_A_FETCH) break;
  }
  await tx.execute(sql`close backup_rows`);
}

async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const line of lines) {
    const bytes = Buffer.from(`${line}\n`);
    hash.update(bytes);
    yield bytes;
  }
  yield Buffer.from(`${JSON.stringify({ seal: hash.digest("hex") })}\n`);
}

function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
