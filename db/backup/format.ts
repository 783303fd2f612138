import { z } from "zod";

/**
 * A backup is gzip over lines of JSON: the header; for each table its name and columns, then a line a row, every
 * value as PostgreSQL writes it in text; at last the seal. Text is what makes one file fit both engines.
 */
export const FORMAT = 1;

export const headerSchema = z.object({
  muster: z.literal("backup"),
  format: z.int(),
  madeAt: z.iso.datetime(),
  engine: z.enum(["pglite", "postgres"]),
  /** Hash over the migrations the database had: rows fit only the tables they came from. */
  schema: z.string(),
  /** The newest of those migrations, for people. */
  migrations: z.int(),
  /** The installation's version and newsroom-wide total. */
  version: z.int(),
  total: z.int(),
  /** Tells whether another EMAIL_HASH_KEY is in use, without telling the key. */
  emailKey: z.string(),
  /** Rows of each table. */
  rows: z.record(z.string(), z.int()),
});

export const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });

/** SHA-256 over every line before it, line ends included. */
export const sealSchema = z.object({ seal: z.string() });

export const rowSchema = z.array(z.string().nullable());

export type BackupHeader = z.infer<typeof headerSchema>;

/** A backup cannot be made or used; the message says why and what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
