import { createHash } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface, type Interface } from "node:readline";

/** Longer paths do not fit a Unix socket's address. */
const MAX_PATH_BYTES = 100;

/** Who holds a data directory, as told over its socket. */
export interface Holder {
  pid: number;
  mode: string;
  url: string;
  since: string;
}

/** Runs one command inside the app; `print` sends a line to the person who asked. */
export type CommandRunner = (
  command: string,
  args: string[],
  print: (line: string) => void,
) => Promise<number>;

/** The data directory is in use: the message names by whom. */
export class DataInUseError extends Error {
  override readonly name = "DataInUseError";
}

export interface ControlSocket {
  close(): Promise<void>;
}

/** Where the control socket of a data directory is. */
export function controlPath(dataDir: string): string {
  const path = join(resolve(dataDir), "control.sock");
  if (Buffer.byteLength(path) <= MAX_PATH_BYTES) return path;
  return join(tmpdir(), `muster-${createHash("sha256").update(path).digest("hex").slice(0, 24)}.sock`);
}

/**
 * Takes a data directory: a live socket is the lock, because process ids repeat in containers. A socket nobody
 * answers was left by a killed process and is replaced. Throws DataInUseError.
 */
export async function takeDataDir(
  dataDir: string,
  holder: Holder,
  run: CommandRunner,
): Promise<ControlSocket> {
  await mkdir(dataDir, { recursive: true });
  const path = controlPath(dataDir);
  const server = createServer((socket) => serve(socket, holder, run));
  if (!(await listen(server, path))) {
    const other = await askHolder(path);
    if (other) {
      throw new DataInUseError(
        `${resolve(dataDir)} is in use by the Muster (${other.mode}) at ${other.url}, process ${other.pid}, running since ${other.since}. Stop that one first, or choose another DATA_DIR.`,
      );
    }
    await rm(path, { force: true });
    if (!(await listen(server, path)))
      throw new DataInUseError(`${path} was taken by another process just now.`);
  }
  await chmod(path, 0o600);
  server.unref();
  return {
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((done, reject) => {
    const refused = (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") done(false);
      else reject(error);
    };
    server.once("error", refused);
    server.listen(path, () => {
      server.off("error", refused);
      done(true);
    });
  });
}

/** Asks who answers at a socket; null when nobody does. */
export function askHolder(path: string): Promise<Holder | null> {
  return new Promise((done) => {
    const socket = createConnection(path);
    const give = (holder: Holder | null) => {
      socket.destroy();
      done(holder);
    };
    socket.setTimeout(2_000, () => give(null));
    socket.once("error", () => give(null));
    socket.once("connect", () => socket.write(`${JSON.stringify({ who: true })}\n`));
    linesOf(socket).once("line", (line) => give(JSON.parse(line) as Holder));
  });
}

type Request = { who: true } | { command: string; args: string[] };

/** One JSON request a connection; answers are JSON lines `{ line }` and at last `{ exit }`. */
function serve(socket: Socket, holder: Holder, run: CommandRunner): void {
  socket.on("error", () => socket.destroy());
  const send = (value: object) => socket.writable && socket.write(`${JSON.stringify(value)}\n`);
  linesOf(socket).once("line", async (line) => {
    try {
      const request = JSON.parse(line) as Request;
      if ("who" in request) send(holder);
      else send({ exit: await run(request.command, request.args, (text) => send({ line: text })) });
    } catch (error) {
      send({ line: error instanceof Error ? error.message : String(error) });
      send({ exit: 1 });
    }
    socket.end();
  });
}

/** A socket line by line. The reader repeats the socket's errors, whose own listener answers for both. */
export function linesOf(socket: Socket): Interface {
  return createInterface({ input: socket }).on("error", () => {});
}
