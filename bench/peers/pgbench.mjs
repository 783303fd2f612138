import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";

const run = promisify(execFile);

const SCRIPT = `\\set n random(1, 1000000000)
BEGIN;
INSERT INTO bench_events (id, type) VALUES ('evt_' || :n || '_' || clock_timestamp()::text, 'customer.subscription.created');
INSERT INTO bench_ledger (event, delta) VALUES (:n, 1);
UPDATE bench_counter SET total = total + 1 WHERE id = 1;
COMMIT;
`;

/** What a plain transaction costs: an event, a ledger row and the counter, by pgbench in C with 16 clients. */
export async function preparePgbench(url) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create table bench_events (id text primary key, type text, at timestamptz default now());
    create table bench_ledger (id bigint generated always as identity primary key, event bigint, delta int);
    create table bench_counter (id int primary key, total bigint not null);
    insert into bench_counter values (1, 0);`);
  await sql.end();
  const script = join(await mkdtemp(join(tmpdir(), "muster-pgbench-")), "three.sql");
  await writeFile(script, SCRIPT);
  return async (seconds) => {
    const { stdout } = await run("pgbench", [
      ...["-n", "-M", "prepared", "-c", "16", "-j", "1", "-T", String(seconds), "-f", script],
      url,
    ]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  };
}
