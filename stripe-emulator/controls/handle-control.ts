import { z } from "zod";
import { StripeFailure } from "../api/stripe-failure.ts";
import type { DeliveryQueue } from "../delivery/deliver-events.ts";
import type { World } from "../world.ts";
import { accountControls } from "./account-controls.ts";
import { clockControls } from "./clock-controls.ts";
import type { Control } from "./control.ts";
import { deliveryControls } from "./delivery-controls.ts";
import type { ClockRunner } from "./run-clock.ts";
import { subscriptionControls } from "./subscription-controls.ts";

export interface ControlRoom {
  world: World;
  queue: DeliveryQueue;
  runner: ClockRunner;
  reset: (seed?: "demo" | "empty") => Promise<void>;
  fill: (members: number, shape: Record<string, number>) => object;
}

const controls: Control[] = [
  ...clockControls,
  ...deliveryControls,
  ...accountControls,
  ...subscriptionControls,
];

/** Answers `/_emulator/<path>`; errors are `{ error }` with 400 or 404. */
export async function handleControl(
  room: ControlRoom,
  method: string,
  path: string,
  body: string,
): Promise<{ status: number; body: unknown }> {
  const asked = path.split("/");
  for (const control of controls) {
    const parts = control.path.split("/");
    if (control.method !== method || parts.length !== asked.length) continue;
    if (!parts.every((part, index) => part === ":id" || part === asked[index])) continue;
    const id = asked[parts.indexOf(":id")] ?? "";
    try {
      return { status: 200, body: await control.handle(room, parseBody(body), id) };
    } catch (error) {
      if (error instanceof StripeFailure) return { status: error.status, body: { error: error.message } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      throw error;
    }
  }
  return { status: 404, body: { error: `no control ${method} ${path}` } };
}

function parseBody(body: string): unknown {
  if (body.trim() === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new StripeFailure(400, { type: "invalid_request_error", message: "the body is not JSON" });
  }
}
