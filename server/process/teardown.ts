/** What was opened is closed in the opposite order; one failure does not keep the rest open. */
export class Teardown {
  private readonly steps: (() => unknown)[] = [];

  defer(step: () => unknown): void {
    this.steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await Promise.resolve()
        .then(step)
        .catch(() => {});
    }
  }
}
