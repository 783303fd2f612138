import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Clock } from "@/domain/context";

export interface EmulatorChild {
  url: string;
  stop(): Promise<void>;
}

/** Starts the local Stripe as a process of its own; it ends when this one does, however that ends. */
export async function startEmulatorChild(options: {
  bundle: string;
  dataDir: string;
  webhookUrl: string;
  webhookSecret: string;
}): Promise<EmulatorChild> {
  const child = fork(
    options.bundle,
    [
      ...["--data-dir", join(options.dataDir, "emulator")],
      ...["--webhook-url", options.webhookUrl],
      ...["--webhook-secret", options.webhookSecret],
      ...["--seed", "demo"],
    ],
    { stdio: ["ignore", "inherit", "inherit", "ipc"] },
  );
  const url = await firstMessage(child);
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
      child.kill("SIGKILL");
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<string> {
  const ready = once(child, "message") as Promise<[{ url: string }]>;
  const died = once(child, "exit").then(() => {
    throw new Error("the Stripe emulator stopped while starting");
  });
  const [message] = await Promise.race([ready, died]);
  return message.url;
}

const FOLLOW_MS = 1_000;

/** A clock that follows the emulator's, so that advancing it there moves drives and memberships here. */
export class EmulatorClock implements Clock {
  private offsetMs = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly base: string) {
    this.timer = setInterval(() => void this.follow(), FOLLOW_MS);
    this.timer.unref();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** A Stripe-compatible host without this control keeps the last offset, at first none. */
  async follow(): Promise<void> {
    try {
      const res = await fetch(`${this.base}/_emulator/clock`, { signal: AbortSignal.timeout(2_000) });
      const body = (await res.json()) as { offsetMs?: unknown };
      if (res.ok && typeof body.offsetMs === "number") this.offsetMs = body.offsetMs;
    } catch {
      return;
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
