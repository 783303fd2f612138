import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const secretsSchema = z.object({
  authSecret: z.string(),
  emailHashKey: z.string(),
  webhookSecret: z.string(),
  staffPassword: z.string(),
});

export type LocalSecrets = z.infer<typeof secretsSchema>;

/** The secrets of a demo or development installation: made once, kept beside its data, readable by its owner only. */
export async function readLocalSecrets(dataDir: string): Promise<LocalSecrets> {
  const path = join(dataDir, "secrets.json");
  const held = await readFile(path, "utf8").catch(() => null);
  if (held !== null) return secretsSchema.parse(JSON.parse(held));
  const made: LocalSecrets = {
    authSecret: randomBytes(32).toString("base64url"),
    emailHashKey: randomBytes(32).toString("base64url"),
    webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
    staffPassword: `courier-${randomBytes(6).toString("hex")}`,
  };
  await mkdir(dataDir, { recursive: true });
  await writeFile(path, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
