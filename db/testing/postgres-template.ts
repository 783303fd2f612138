import postgres from "postgres";
import { openDatabase } from "../client";
import { migrate } from "../migrate";

/** A migrated, empty database that the tests' databases are copies of. */
export const POSTGRES_TEMPLATE = "muster_template";

/** Makes the template on a server by the address of its `postgres` database. */
export async function makePostgresTemplate(serverUrl: string, migrations: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${POSTGRES_TEMPLATE}`);
  await sql.end();
  const database = await openDatabase({
    url: serverUrl.replace(/\/postgres$/, `/${POSTGRES_TEMPLATE}`),
    poolSize: 1,
  });
  await migrate(database.db, migrations);
  // Nobody may be connected to what is copied.
  await database.close();
}
