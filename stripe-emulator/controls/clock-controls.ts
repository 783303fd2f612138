import { z } from "zod";
import type { World } from "../world.ts";
import type { Control } from "./control.ts";

const advanceBody = z.union([
  z.strictObject({ seconds: z.number().nonnegative() }),
  z.strictObject({ to: z.union([z.iso.datetime({ offset: true }), z.number()]) }),
]);

const outageBody = z.union([
  z.strictObject({ mode: z.literal("off") }),
  z.strictObject({ off: z.literal(true) }),
  z.strictObject({
    mode: z.enum(["unreachable", "rate_limited", "errors"]),
    seconds: z.number().positive().optional(),
  }),
]);

function timeOf(world: World) {
  return { now: new Date(world.clock.nowMs()).toISOString(), offsetMs: world.clock.offsetMs };
}

export const clockControls: Control[] = [
  { method: "GET", path: "clock", handle: ({ world }) => timeOf(world) },
  {
    method: "POST",
    path: "advance",
    handle: async ({ world, runner }, body) => {
      const input = advanceBody.parse(body);
      const target =
        "seconds" in input
          ? world.clock.nowMs() + input.seconds * 1000
          : typeof input.to === "number"
            ? input.to * 1000
            : Date.parse(input.to);
      const done = await runner.runTo(target);
      return { ...timeOf(world), done };
    },
  },
  {
    method: "POST",
    path: "outage",
    handle: ({ world }, body) => {
      const input = outageBody.parse(body);
      if ("off" in input || input.mode === "off") {
        world.outage = null;
        return { outage: null };
      }
      const forMs = (input.seconds ?? 3600) * 1000;
      world.outage = { mode: input.mode, untilMs: Date.now() + forMs };
      return { outage: { mode: input.mode, until: new Date(world.outage.untilMs).toISOString() } };
    },
  },
  { method: "GET", path: "requests", handle: ({ world }) => ({ requests: world.requests }) },
];
