import { startMuster } from "../app.mjs";
import { median, row } from "../measure.mjs";

const ROUNDS = 5;

/** P16: the demo of a built clone, on a data directory that does not exist yet, to its "is ready". */
export async function startup({ ports }) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const app = await startMuster({ port: ports[0] });
    times.push(app.readyMs / 1_000);
    await app.stop();
  }
  const value = median(times);
  return [
    row("P16", "demo from a built clone to ready", {
      ...{ value, unit: "s", peer: "limit", peerValue: 5, ratio: value, goal: 5, stretch: 2, higher: false },
    }),
  ];
}
