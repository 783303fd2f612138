import { Agent } from "node:http";
import { playHistory } from "../histories/history";
import { openDatabases } from "../world/open-databases";
import { openSoakNewsroom } from "../world/soak-newsroom";

/** Plays histories until one disagrees with the model, or `most` did not. Run with a bug planted in the handler. */
const [from = "1", most = "100"] = process.argv.slice(2);
const databases = await openDatabases("pglite", 2);
const newsroom = await openSoakNewsroom(databases.databases);
const agent = new Agent({ keepAlive: true });
let caughtBy: number | null = null;
for (let seed = Number(from); seed < Number(from) + Number(most) && caughtBy === null; seed++) {
  // A planted bug may also break the route: a webhook that is refused has caught it too.
  const differences = await playHistory(newsroom, seed, agent).then(
    (played) => played.differences,
    (error: unknown) => [String(error)],
  );
  if (differences.length > 0) caughtBy = seed;
}
process.stdout.write(JSON.stringify({ caughtBy }));
process.exit(0);
