import type { Server } from "node:http";
import type { Settings } from "@/env";
import type { LiveChannel } from "./live/live-channel";
import type { CommitQueue } from "./webhook/commit-queue";

const LOOPBACK = "127.0.0.1";
const DRAIN_MS = 3_000;
/** Connections that may wait to be taken: everyone an instance beside this one leaves comes within four seconds. */
const BACKLOG = 4_096;

/** Listens on the port of the settings; outside production on this machine alone. Throws a sentence when it is taken. */
export function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(`Port ${settings.port} is in use by another program. Choose another with PORT.`)
          : error,
      );
    });
    const where = settings.mode === "production" ? {} : { host: LOOPBACK };
    server.listen({ port: settings.port, backlog: BACKLOG, ...where }, resolve);
  });
}

/** Stops taking, ends streams, answers what was taken; within five seconds in all. */
export async function closeServer(
  server: Server,
  channels: readonly LiveChannel[],
  queue: Pick<CommitQueue<unknown, unknown>, "drain">,
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const channel of channels) channel.close();
  await Promise.race([queue.drain(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
  server.closeIdleConnections();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  server.closeAllConnections();
}
