import { runNextDue } from "../billing/run-due.ts";
import type { Schedule } from "../billing/schedule.ts";
import type { World } from "../world.ts";

/** Due moments done between two looks at the rest of the process. */
const AT_ONCE = 100;

const EVENT_REACH_SECONDS = 30 * 86_400;

/** Moves the emulator's time forward, doing everything that falls due at its own time and in order. */
export class ClockRunner {
  readonly #world: World;
  readonly #schedule: Schedule;
  #busy: Promise<void> = Promise.resolve();
  #generation = 0;

  constructor(world: World, schedule: Schedule) {
    this.#world = world;
    this.#schedule = schedule;
  }

  /** Plays up to `targetMs`; with it in the future the clock then stands there and goes on. */
  runTo(targetMs: number): Promise<number> {
    const generation = this.#generation;
    const run = this.#busy.then(() => this.#run(targetMs, generation));
    this.#busy = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }

  /** Ends a run under way, for a reset. */
  abandon(): void {
    this.#generation++;
  }

  async #run(targetMs: number, generation: number): Promise<number> {
    let done = 0;
    for (;;) {
      if (generation !== this.#generation) return done;
      const at = runNextDue(this.#world, this.#schedule, targetMs);
      if (at === undefined) break;
      done++;
      if (done % AT_ONCE === 0) {
        this.#moveTo(at);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    this.#moveTo(targetMs);
    this.#forgetOldEvents();
    return done;
  }

  /** Stripe lists events for 30 days; older ones stay only while somebody waits for them. */
  #forgetOldEvents(): void {
    const { clock, store } = this.#world;
    const oldest = clock.now() - EVENT_REACH_SECONDS;
    for (const event of store.of("event").walk("newer")) {
      if (event.created >= oldest) return;
      if (store.of("delivery").by("event", event.id).length === 0) store.of("event").delete(event.id);
    }
  }

  #moveTo(ms: number): void {
    const { clock, store } = this.#world;
    if (ms <= clock.nowMs()) return;
    clock.moveTo(ms);
    store.onChange({ op: "clock", offsetMs: clock.offsetMs });
  }
}
