import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isBuilt } from "../../scripts/stamp.mjs";

const READY_MS = 180_000;
/** It does not outlive who started it, however that ends. */
const END_WITH_US = 'data:text/javascript,process.once("disconnect",()=>process.exit(1))';

export interface BuiltMusterOptions {
  port: number;
  /** Settings beside those of a demo. */
  settings?: Record<string, string>;
  /** Arguments of Node itself. */
  nodeArguments?: string[];
}

/** Muster as `npm run build` made it, started as `npm run demo` does, with a data folder of its own. */
export class BuiltMuster {
  private child: ChildProcess | null = null;
  private dataDir = "";
  private said = "";

  constructor(private readonly options: BuiltMusterOptions) {}

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  get process(): ChildProcess {
    if (!this.child) throw new Error("this Muster was not started");
    return this.child;
  }

  /** Everything the last process printed. */
  get output(): string {
    return this.said;
  }

  /** Resolves once it listens; the same data folder is used again. */
  async start(): Promise<void> {
    this.dataDir ||= await mkdtemp(join(tmpdir(), "muster-soak-"));
    this.said = "";
    const child = fork("dist/server.mjs", ["demo"], {
      execArgv: ["--import", END_WITH_US, ...(this.options.nodeArguments ?? [])],
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        LOG_LEVEL: "error",
        PORT: String(this.options.port),
        DATA_DIR: this.dataDir,
        ...this.options.settings,
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Muster is not ready:\n${this.said}`)), READY_MS);
      const take = (chunk: Buffer) => {
        this.said += chunk.toString();
        if (!this.said.includes("Muster is ready at")) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout?.on("data", take);
      child.stderr?.on("data", take);
      child.once("exit", (code) => {
        clearTimeout(timer);
        reject(new Error(`Muster ended with ${code}:\n${this.said}`));
      });
    });
  }

  /** Sends a signal and waits for the end; gives the milliseconds it took and the exit code, null when it was killed. */
  async end(signal: NodeJS.Signals): Promise<{ ms: number; code: number | null }> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return { ms: 0, code: null };
    const gone = once(child, "exit") as Promise<[number | null]>;
    const sentAt = performance.now();
    child.kill(signal);
    const [code] = await gone;
    return { ms: performance.now() - sentAt, code };
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.end("SIGKILL");
    if (this.dataDir) await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** Builds when the last build is of other sources. */
export async function ensureBuilt(): Promise<void> {
  if (await isBuilt()) return;
  const [code] = await once(
    spawn(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", "ignore", "inherit"] }),
    "exit",
  );
  if (code !== 0) throw new Error("the build failed: run npm run build to see why");
}
