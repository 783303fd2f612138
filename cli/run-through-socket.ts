import { createConnection } from "node:net";
import { readDataDir } from "@/env";
import { askHolder, controlPath, linesOf } from "@/server/process/control-socket";

/**
 * Asks a running app to run the command inside itself, because PGlite admits one process; prints its lines as they
 * come. Gives the exit code, or null when no app runs on this data directory.
 */
export async function runThroughSocket(command: string, args: readonly string[]): Promise<number | null> {
  const path = controlPath(readDataDir());
  const holder = await askHolder(path);
  if (!holder) return null;
  if (command === "db:migrate") {
    console.error("The app is running and migrates by itself at start. Stop it first to migrate by hand.");
    return 1;
  }
  if (command === "restore") {
    console.error(
      `Muster (${holder.mode}) is running at ${holder.url}, process ${holder.pid}. Restoring replaces everything it knows: stop it first, then restore.`,
    );
    return 1;
  }
  return new Promise((resolve, reject) => {
    const socket = createConnection(path, () => socket.write(`${JSON.stringify({ command, args })}\n`));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("The app stopped before the command was finished.")));
    linesOf(socket).on("line", (line) => {
      const message = JSON.parse(line) as { line: string } | { exit: number };
      if ("line" in message) console.log(message.line);
      else resolve(message.exit);
    });
  });
}
