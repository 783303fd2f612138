import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request as plainRequest } from "node:http";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Nginx {
  port: number;
  /** Plain port, which only leads to the other. */
  redirectPort: number;
  /** What it has logged of requests. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Whether this machine has what the proxy's tests need. */
export function hasNginx(): boolean {
  return ["nginx", "openssl"].every((name) => {
    try {
      execFileSync("sh", ["-c", `command -v ${name}`], { stdio: "ignore", env: ENVIRONMENT });
      return true;
    } catch {
      return false;
    }
  });
}

/** Servers live where the search path of an ordinary user does not lead. */
const SEARCH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const ENVIRONMENT: NodeJS.ProcessEnv = { NODE_ENV: "test", PATH: SEARCH };

/**
 * Runs the configuration of deploy/ as it is, but for what only the operator knows: ports, certificates, where the
 * cache is, and the instances behind it. A reader holds two of its `connections`: one from outside, one to an instance.
 * `plain` leaves TLS out, where a crowd's side of it would have to be done on the same machine.
 */
export async function startNginx(
  instances: readonly number[],
  { connections = 256, plain = false }: { connections?: number; plain?: boolean } = {},
): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), "muster-nginx-"));
  const [port, redirectPort] = [await freePort(), await freePort()];
  await run(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=members.example.org",
    ].concat(["-keyout", join(folder, "privkey.pem"), "-out", join(folder, "fullchain.pem")]),
  );
  const site = (await readFile("deploy/nginx.conf", "utf8"))
    .replace("listen 80;", `listen 127.0.0.1:${redirectPort};`)
    .replace("listen 443 ssl http2", `listen 127.0.0.1:${port}${plain ? "" : " ssl http2"}`)
    .replaceAll("/etc/ssl/members.example.org", folder)
    .replace("/var/cache/nginx/muster", join(folder, "cache"))
    .replaceAll("/var/log/nginx", folder);
  const upstream = (await readFile("deploy/upstream.conf", "utf8")).replace(
    / {2}server 127\.0\.0\.1:\d+([^;]*;\n)(?: {2}server [^;]*;\n)*/,
    (_, how) => instances.map((each) => `  server 127.0.0.1:${each}${how}`).join(""),
  );
  await mkdir(join(folder, "conf.d"));
  await writeFile(join(folder, "conf.d/muster.conf"), site);
  await writeFile(join(folder, "conf.d/upstream.conf"), upstream);
  await writeFile(join(folder, "nginx.conf"), mainConfiguration(folder, connections));
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await Promise.race([
    untilItAnswers(port, plain ? plainRequest : request),
    exited.then(() => Promise.reject(new Error(`nginx ended: ${said}`))),
  ]);
  return {
    port,
    redirectPort,
    log: () => readFile(join(folder, "muster.log"), "utf8"),
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function mainConfiguration(folder: string, connections: number): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  return `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; worker_processes 1; pid ${folder}/nginx.pid;
events { worker_connections ${connections}; }
http { access_log off; ${temporary} include ${folder}/conf.d/*.conf; }`;
}

async function untilItAnswers(port: number, ask: typeof request | typeof plainRequest): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const answers = await new Promise<boolean>((resolve) => {
      const options = { port, host: "127.0.0.1", path: "/metrics", rejectUnauthorized: false };
      const req = ask(options, (res) => {
        res.resume();
        resolve(true);
      });
      req.on("error", () => resolve(false));
      req.end();
    });
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("nginx did not start");
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
