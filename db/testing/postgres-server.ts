import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { postgresBinaries } from "./postgres-places.mjs";

const run = promisify(execFile);

export interface PostgresServer {
  /** Address of the `postgres` database, for making others. */
  url: string;
  /** SIGKILLs every process of it at once, and starts it again on what is on the disk. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of its own on a free loopback port in a temporary folder, from binaries found on the
 * machine. As root it runs as the user `postgres`, because PostgreSQL refuses root. Null when there are none.
 * `settings` are more of its own, such as `work_mem=8MB`.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer | null> {
  const bin = postgresBinaries();
  if (!bin) return null;
  const asRoot = process.getuid?.() === 0;
  const folder = await mkdtemp(join(tmpdir(), "muster-pg-"));
  const as = async (command: string, args: string[]) =>
    asRoot
      ? run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", command, ...args])
      : run(command, args);
  if (asRoot) await run("chown", ["postgres", folder]);
  else await chmod(folder, 0o700);
  const port = await freePort();
  await as(join(bin, "initdb"), [
    "-D",
    join(folder, "data"),
    "-U",
    "postgres",
    "-A",
    "trust",
    "--no-sync",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
  ]);
  const options = [
    "-D",
    join(folder, "data"),
    "-p",
    String(port),
    "-c",
    "listen_addresses=127.0.0.1",
    "-c",
    `unix_socket_directories=${folder}`,
    "-c",
    "max_connections=200",
    // Nothing here outlives the machine: a killed process loses nothing either way.
    "-c",
    "fsync=off",
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  const launch = () =>
    asRoot
      ? spawn(
          "setpriv",
          ["--reuid=postgres", "--regid=postgres", "--init-groups", join(bin, "postgres"), ...options],
          { stdio: "ignore" },
        )
      : spawn(join(bin, "postgres"), options, { stdio: "ignore" });
  let server = launch();
  await untilReady(bin, port, exitOf(server));
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: async () => {
      const exited = exitOf(server);
      for (const pid of [server.pid ?? 0, ...(await childrenOf(server.pid ?? 0))]) kill(pid);
      await exited;
      server = launch();
      await untilReady(bin, port, exitOf(server));
    },
    stop: async () => {
      const exited = exitOf(server);
      server.kill("SIGINT");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function exitOf(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => server.once("exit", () => resolve()));
}

/** PostgreSQL's workers are sessions of their own, so no process group has them all. */
async function childrenOf(pid: number): Promise<number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
  return listed.split(" ").map(Number).filter(Boolean);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}

async function untilReady(bin: string, port: number, exited: Promise<void>): Promise<void> {
  let dead = false;
  void exited.then(() => {
    dead = true;
  });
  for (let attempt = 0; attempt < 200 && !dead; attempt++) {
    const ready = await run(join(bin, "pg_isready"), ["-h", "127.0.0.1", "-p", String(port)]).then(
      () => true,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("PostgreSQL did not start");
}

/** A port on loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
