import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type Bundled, bundle } from "../world/bundle";
import type { Lap, Look, Question } from "./questions";

/** Readers of one page each, in a process of their own so that they do not wait for whoever sends and restarts. */
export class ReaderProcess {
  /** One question at a time: answers come in the order of the questions. */
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly child: ChildProcess,
    private readonly program: Bundled,
  ) {}

  static async start(): Promise<ReaderProcess> {
    const program = await bundle("soak/restarts/readers.ts");
    return new ReaderProcess(fork(program.file), program);
  }

  /** Opens `count` pages at the address of a drive; resolves when each has its stream. */
  open(address: string, count: number): Promise<Look> {
    return this.ask({ ask: "open", address, count });
  }

  look(newest: number): Promise<Look> {
    return this.ask({ ask: "look", newest });
  }

  lap(): Promise<Lap> {
    return this.ask({ ask: "lap" });
  }

  async stop(): Promise<void> {
    const gone = this.child.exitCode === null ? once(this.child, "exit") : null;
    if (this.child.connected) this.child.disconnect();
    await gone;
    await this.program.remove();
  }

  private ask<T>(question: Question): Promise<T> {
    const answer = this.last.then(async () => {
      const waiting = new AbortController();
      const { signal } = waiting;
      const told = once(this.child, "message", { signal }) as Promise<[T]>;
      const ended = once(this.child, "exit", { signal }).then((): never => {
        throw new Error("the readers' process ended");
      });
      this.child.send(question);
      const [words] = await Promise.race([told, ended]).finally(() => waiting.abort());
      return words;
    });
    this.last = answer.catch(() => {});
    return answer;
  }
}
