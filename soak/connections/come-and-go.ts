import { connect, type Socket } from "node:net";
import type { Random } from "../random";

const LANES = 150;
/** Who waits for a change, or reads nothing, stays no longer. */
const MOST_WAIT_MS = 1_500;
const PATHS = [
  "/api/drives/current/live",
  "/api/drives/25000/live?lang=uk",
  "/embed/25000/live?lang=en",
  "/embed/current/live?lang=uk",
] as const;
/** How visitors leave, and how often each. */
const LEAVING = {
  "before an answer": 1,
  "half closed": 1,
  politely: 4,
  abruptly: 3,
  "after a change": 2,
  "without reading": 1,
};
type Leaving = keyof typeof LEAVING;

/** Opens and leaves `count` streams in every way visitors do; gives how many were answered with a snapshot. */
export async function comeAndGo(port: number, count: number, random: Random): Promise<number> {
  let left = count;
  let served = 0;
  const lanes = Array.from({ length: LANES }, async () => {
    while (left > 0) {
      const visitor = left--;
      if (await visit(port, visitor, random.pick(PATHS), random.weighted(LEAVING))) served++;
    }
  });
  await Promise.all(lanes);
  return served;
}

/** One visitor. From many addresses of loopback, because one has fewer ports than there are visitors in a minute. */
function visit(port: number, visitor: number, path: string, leaving: Leaving): Promise<boolean> {
  const socket = connect({ port, host: "127.0.0.1", localAddress: `127.0.0.${2 + (visitor % 200)}` });
  let seen = "";
  const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`;
  return new Promise((resolve, reject) => {
    let goes: NodeJS.Timeout | undefined;
    socket.on("connect", () => {
      socket.write(request, () => leaving === "before an answer" && socket.destroy());
      if (leaving === "half closed") socket.end();
    });
    socket.on("data", (chunk) => {
      if (seen.length < 4_096) seen += chunk.toString("latin1");
      const snapshots = seen.split("\nid: ").length - 1;
      if (snapshots === 0) return;
      if (leaving === "without reading") socket.pause();
      const stays = leaving === "without reading" || (leaving === "after a change" && snapshots < 2);
      if (!stays) leave(socket, leaving);
      else goes ??= setTimeout(() => leave(socket, leaving), MOST_WAIT_MS);
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.on("close", () => {
      clearTimeout(goes);
      resolve(seen.includes("\nid: "));
    });
  });
}

function leave(socket: Socket, leaving: Leaving): void {
  if (leaving === "abruptly") socket.resetAndDestroy();
  else socket.destroy();
}
