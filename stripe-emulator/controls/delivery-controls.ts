import { z } from "zod";
import { defaultSwitches } from "../delivery/switches.ts";
import type { World } from "../world.ts";
import type { Control } from "./control.ts";

const switchesBody = z
  .strictObject({
    on: z.boolean(),
    duplicates: z.int().min(1).max(20),
    shuffle: z.boolean(),
    /** true freezes event times at this second; a number at that one. */
    sameSecond: z.union([z.boolean(), z.int(), z.null()]),
    delayMs: z.number().min(0).max(600_000),
    drop: z.number().min(0).max(1),
    apiVersion: z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}(\.\w+)?$/), z.null()]),
    concurrency: z.int().min(1).max(64),
    /** Back to the defaults first. */
    reset: z.literal(true),
  })
  .partial();

const flushBody = z.strictObject({ timeoutMs: z.number().positive().optional() });

function saveSwitches(world: World): void {
  world.store.onChange({ op: "control", name: "switches", value: world.switches });
}

export const deliveryControls: Control[] = [
  { method: "GET", path: "delivery", handle: ({ world }) => world.switches },
  {
    method: "POST",
    path: "delivery",
    handle: ({ world, queue }, body) => {
      const { reset, sameSecond, ...input } = switchesBody.parse(body);
      if (reset) Object.assign(world.switches, defaultSwitches());
      Object.assign(world.switches, input);
      if (sameSecond === true) world.switches.sameSecond = world.clock.now();
      else if (sameSecond !== undefined) world.switches.sameSecond = sameSecond === false ? null : sameSecond;
      saveSwitches(world);
      queue.wake();
      return world.switches;
    },
  },
  {
    method: "GET",
    path: "deliveries",
    handle: ({ world, queue }) => ({
      pending: world.store.of("delivery").values(),
      attempts: queue.attempts,
    }),
  },
  {
    method: "POST",
    path: "flush",
    handle: async ({ world, queue }, body) => {
      const { timeoutMs } = flushBody.parse(body);
      queue.retryNow();
      const idle = await queue.idle(timeoutMs ?? 30_000);
      return { idle, pending: world.store.of("delivery").size };
    },
  },
];
