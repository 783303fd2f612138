import { createHmac } from "node:crypto";

/** The middle of several figures. */
export function median(values) {
  return percentile(values, 50);
}

/** The value below which `p` percent of the figures lie; nearest rank. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs each work in turn, round after round, so that all of them meet the same noise; medians by name. */
export async function interleave(rounds, works) {
  const figures = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) figures[name].push(await work(round));
  }
  return Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, median(values)]));
}

/** Time of this machine in milliseconds, the same in every process. */
export function now() {
  return performance.timeOrigin + performance.now();
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The header Stripe would send with a body. */
export function stripeSignature(body, secret) {
  const t = Math.floor(Date.now() / 1_000);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** A row of the results; `higher` says which direction is better for the ratio. */
export function row(id, name, { value, unit, peer, peerValue, ratio, goal, stretch, higher }) {
  const meets = ratio === null ? null : higher ? ratio >= goal : ratio <= goal;
  return { id, name, value, unit, peer, peerValue, ratio, goal, stretch, meets };
}
