import { stat } from "node:fs/promises";
import { writeBackup } from "@/db/backup/write-backup";
import type { Ctx } from "@/domain/context";
import { signOfEmailKey } from "../email-key";

export interface BackupMade {
  rows: number;
  tables: number;
  bytes: number;
  total: number;
  version: number;
}

/** Writes the whole database to a file, as it is at one moment, while the app goes on. Throws BackupError. */
export async function makeBackup(ctx: Ctx, file: string, print: (line: string) => void): Promise<BackupMade> {
  const header = await writeBackup(ctx.db, {
    file,
    now: ctx.clock.now(),
    emailKey: signOfEmailKey(ctx.settings.emailHashKey),
    onTable: (table, rows) => rows > 0 && print(`${table}: ${rows}`),
  });
  const counts = Object.values(header.rows);
  return {
    rows: counts.reduce((sum, count) => sum + count, 0),
    tables: counts.length,
    bytes: (await stat(file)).size,
    total: header.total,
    version: header.version,
  };
}
