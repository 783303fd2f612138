import { sql } from "drizzle-orm";
import { BackupError, type BackupHeader } from "@/db/backup/format";
import { loadBackup, refuseOtherSchema } from "@/db/backup/load-backup";
import { readBackup } from "@/db/backup/read-backup";
import type { Tx } from "@/db/client";
import { waitForMigrations } from "@/db/migrate";
import { rowsOf } from "@/db/rows";
import { raiseContentRevision } from "@/domain/content-revision";
import type { Ctx } from "@/domain/context";
import { lockInstallation, nextVersion } from "@/domain/drive/commit-progress";
import { signOfEmailKey } from "../email-key";
import { applyErasures, listErasures } from "./erasures";

export interface Restored {
  header: BackupHeader;
  /** The version every surface shows from now on; above all that were shown before. */
  version: number;
  /** People erased after the backup was made, erased again. */
  erasedAgain: number;
  /** False when the backup's e-mail hashes were made with another EMAIL_HASH_KEY. */
  isSameEmailKey: boolean;
}

/**
 * Puts a backup in the place of everything the database holds, in one transaction: all of it or nothing. The
 * version rises above both what was and what comes back, erasures made since are applied again, staff sign in anew,
 * and mail is held until staff release it. Throws BackupError for a damaged file, another schema, or a running app.
 */
export async function restoreBackup(
  ctx: Ctx,
  file: string,
  print: (line: string) => void,
): Promise<Restored> {
  const header = await checkWhole(file);
  return ctx.db.transaction(async (tx) => {
    await waitForMigrations(tx);
    await refuseWhileRunning(tx);
    await refuseOtherSchema(tx, file, header);
    const before = await lockInstallation(tx);
    const erasures = await listErasures(tx);
    await loadBackup(tx, file, (table, rows) => rows > 0 && print(`${table}: ${rows}`));
    const version = nextVersion(Math.max(before.version, header.version));
    await startAnew(tx, version, ctx.clock.now(), before.contentRevision);
    return {
      header,
      version,
      erasedAgain: await applyErasures(tx, erasures),
      isSameEmailKey: header.emailKey === signOfEmailKey(ctx.settings.emailHashKey),
    };
  });
}

/** Reads the file once to its end before anything is touched. */
async function checkWhole(file: string): Promise<BackupHeader> {
  let header: BackupHeader | null = null;
  for await (const part of readBackup(file)) if ("header" in part) header = part.header;
  if (!header) throw new BackupError(`${file} is empty.`);
  return header;
}

/** PGlite's data folder is locked by its process; on PostgreSQL an app may run anywhere. */
async function refuseWhileRunning(tx: Tx): Promise<void> {
  const others = rowsOf<{ from: string; n: number }>(
    await tx.execute(sql`
      select coalesce(host(client_addr), 'this machine') as from, count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name = 'muster' and pid <> pg_backend_pid()
      group by 1 order by 1`),
  );
  if (others.length === 0) return;
  const where = others.map(({ from, n }) => `${from} (${n} connections)`).join(", ");
  throw new BackupError(
    `Muster is using this database from ${where}. Restoring replaces everything it knows: stop every instance first.`,
  );
}

async function startAnew(tx: Tx, version: number, now: Date, contentRevision: number): Promise<void> {
  await tx.execute(sql`
    update installation set version = ${version}, mail_held_since = ${now.toISOString()}::timestamptz,
      content_revision = greatest(content_revision, ${contentRevision})`);
  // Readers hold versions from after the backup: what came back must be newer for them.
  await tx.execute(
    sql`update progress set version = ${version}, as_of = ${new Date(version).toISOString()}::timestamptz`,
  );
  await raiseContentRevision(tx);
  // A session that was revoked since must not come back to life, nor a process that is gone or its lease.
  await tx.execute(sql`delete from staff_sessions`);
  await tx.execute(sql`delete from staff_verifications`);
  await tx.execute(sql`delete from leases`);
  await tx.execute(sql`delete from instances`);
}
