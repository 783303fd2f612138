import type { House } from "./house";

/** Of webhooks that were acknowledged: what of them the inbox does not hold, in words. */
export async function findLost({ sql }: House, acknowledged: ReadonlySet<string>): Promise<string[]> {
  const held = new Set<string>();
  await sql`select id from stripe_events`.cursor(5_000, (rows) => {
    for (const { id } of rows) held.add(id as string);
  });
  const lost = [...acknowledged].filter((id) => !held.has(id));
  return lost.length > 0
    ? [`${lost.length} webhooks were acknowledged and are lost, such as ${lost[0]}`]
    : [];
}

/** Whether everything that tells the number tells the one of who joined, and whether nothing is in doubt. */
export async function judgeFigures(
  house: House,
  joined: number,
): Promise<{ failures: string[]; numbers: Record<string, number> }> {
  const failures: string[] = [];
  const [row] = await house.sql`select total::int as total, (select sum(delta)::int from ledger) as ledger,
    (select count(*)::int from members where counted) as members from installation`;
  const { code, output } = await house.verify();
  const verified = Number(/Verified: ([\d,]+) members/.exec(output)?.[1]?.replaceAll(",", "") ?? Number.NaN);
  const figures = { total: row?.total, ledger: row?.ledger, members: row?.members, verified };
  for (const [name, figure] of Object.entries(figures)) {
    if (figure !== joined) failures.push(`${name} says ${figure}, ${joined} joined`);
  }
  for (const { muster } of house.instances) {
    const answer = await fetch(`${muster.url}/api/drives/current`);
    const { count } = (await answer.json()) as { count: number };
    if (count !== joined) failures.push(`an instance shows ${count}, ${joined} joined`);
  }
  if (code !== 0) failures.push(`verify: ${output}`);
  const unsettled = await house.metric("muster_unsettled");
  if (unsettled !== 0) failures.push(`${unsettled} subjects are in doubt`);
  const streams = await house.metric("muster_streams");
  return { failures, numbers: { total: row?.total ?? -1, "streams at the end": streams } };
}
