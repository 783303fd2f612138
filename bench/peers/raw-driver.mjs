// The embedded database's own driver, one transaction an event, nothing around it: the floor of P2.
import { PGlite } from "@electric-sql/pglite";

const [, , dataDir, seconds] = process.argv;
const db = await PGlite.create(dataDir);
await db.exec(`
  create table if not exists bench_events (id text primary key, type text, at timestamptz default now());
  create table if not exists bench_ledger (id bigint generated always as identity primary key, event text, delta int);
  create table if not exists bench_counter (id int primary key, total bigint not null);
  insert into bench_counter values (1, 0) on conflict do nothing;`);
let n = 0;
const one = () =>
  db.transaction(async (tx) => {
    const id = `evt_${process.pid}_${n++}`;
    await tx.query("insert into bench_events (id, type) values ($1, $2)", [
      id,
      "customer.subscription.created",
    ]);
    await tx.query("insert into bench_ledger (event, delta) values ($1, 1)", [id]);
    await tx.query("update bench_counter set total = total + 1 where id = 1");
  });
for (let warm = 0; warm < 50; warm++) await one();
const before = n;
const began = performance.now();
while (performance.now() - began < Number(seconds) * 1_000) await one();
const rate = ((n - before) * 1_000) / (performance.now() - began);
await db.close();
console.log(`rate ${rate}`);
