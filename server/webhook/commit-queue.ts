/** The queue is full or closing: the sender should try again. */
export class QueueBusyError extends Error {
  override readonly name = "QueueBusyError";
}

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (error: unknown) => void;
}

export interface CommitQueueOptions {
  /** Most items in one commit. Defaults to 100. */
  batchSize?: number;
  /** Most items waiting. Defaults to 2,000. */
  capacity?: number;
}

/**
 * Group commit: one batch is being committed at a time, and everything that arrives meanwhile goes into the next.
 * Each item is answered only after its own commit. A batch that fails is tried item by item, so that one bad item
 * never fails its neighbours.
 */
export class CommitQueue<T, R> {
  private readonly waiting: Waiting<T, R>[] = [];
  private readonly batchSize: number;
  private readonly capacity: number;
  private flushing: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly commit: (items: readonly T[]) => Promise<readonly R[]>,
    options: CommitQueueOptions = {},
  ) {
    this.batchSize = options.batchSize ?? 100;
    this.capacity = options.capacity ?? 2_000;
  }

  get length(): number {
    return this.waiting.length;
  }

  /** Resolves with the item's result once it is committed. Throws QueueBusyError, or why it could not be. */
  add(item: T): Promise<R> {
    if (this.closed || this.waiting.length >= this.capacity) return Promise.reject(new QueueBusyError());
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Takes nothing more and resolves when everything taken was answered. */
  async drain(): Promise<void> {
    this.closed = true;
    await this.flushing;
  }

  private async flush(): Promise<void> {
    // Let the requests that arrived in the same turn join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.commitBatch(this.waiting.splice(0, this.batchSize));
    this.flushing = null;
  }

  private async commitBatch(batch: Waiting<T, R>[]): Promise<void> {
    try {
      this.answer(batch, await this.commit(batch.map(({ item }) => item)));
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only) only.reject(error);
      else for (const one of batch) await this.commitBatch([one]);
    }
  }

  private answer(batch: Waiting<T, R>[], results: readonly R[]): void {
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results[index];
      if (result === undefined) reject(new Error("a commit gave no result for an item"));
      else resolve(result);
    }
  }
}
