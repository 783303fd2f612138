import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Engine } from "@/db/client";
import type { Answer, Question } from "./questions";

const MOST_MS = 60_000;

/** A Muster in a process of its own, to be killed. */
export class MusterProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(program: string, where: string, engine: Engine, template = ""): Promise<MusterProcess> {
    const child = fork(program, [where, engine, template], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    const ready = await nextMessage<{ ready: string }>(child);
    return new MusterProcess(child, ready.ready);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null || !this.child.connected;
  }

  async ask(question: Question): Promise<Answer> {
    const answer = nextMessage<Answer>(this.child);
    this.child.send(question);
    return answer;
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await gone;
  }
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(new Error("Muster did not answer")), MOST_MS);
    const onMessage = (message: unknown) => finish(null, message as T);
    const onExit = () => finish(new Error("Muster ended by itself"));
    child.once("message", onMessage);
    child.once("exit", onExit);
    function finish(error: Error | null, message?: T) {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onExit);
      if (error) reject(error);
      else resolve(message as T);
    }
  });
}
