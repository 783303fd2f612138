import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const LAG_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 300, 3_600, 86_400];
const BATCH = [1, 2, 5, 10, 20, 50, 100];

/** What the stream reports of itself. */
export interface LiveMetrics {
  refused(): void;
  dropped(): void;
  /** Every stream has been handed this version, which says the time of its commit. */
  fannedOut(version: number): void;
}

/** Figures that are asked for when somebody looks. */
export interface Gauges {
  streams(): number;
  waitingWebhooks(): number;
  drives(): readonly { drive: string; version: number }[];
  /** Subjects in doubt, and stored events that could not be applied. */
  counts(): Promise<{ unsettled: number; failed: number }>;
}

/** Everything `/metrics` says of one process; names are part of the public contract. */
export class Metrics {
  readonly registry = new Registry();

  private readonly webhooks = this.counter("muster_webhooks_total", "Webhooks answered", ["outcome"]);
  private readonly webhookSeconds = this.histogram(
    "muster_webhook_duration_seconds",
    "From the request to its answer after the commit",
    SECONDS,
  );
  private readonly webhookLag = this.histogram(
    "muster_webhook_lag_seconds",
    "From Stripe's created time of an event to its commit here",
    LAG_SECONDS,
  );
  private readonly batchSize = this.histogram(
    "muster_commit_batch_size",
    "Events committed in one transaction",
    BATCH,
  );
  private readonly fanOut = this.histogram(
    "muster_fan_out_seconds",
    "From a commit to its snapshot handed to every stream of this process",
    SECONDS,
  );
  private readonly refusedStreams = this.counter(
    "muster_streams_refused_total",
    "Streams refused by the limit",
  );
  private readonly droppedStreams = this.counter(
    "muster_streams_dropped_total",
    "Streams ended for being too slow",
  );
  /** Since the last scrape; a labelled counter would cost more than the rest of an answer from memory. */
  private readonly answered = { hit: 0, filled: 0, rendered: 0, not_modified: 0 };
  private readonly documents: Counter = new Counter({
    name: "muster_documents_total",
    help: "Reader pages answered: from memory, filled anew, rendered anew, or not modified",
    labelNames: ["cache"],
    registers: [this.registry],
    collect: () => this.addAnswered(),
  });
  private readonly jobs = this.counter("muster_job_runs_total", "Runs of the background work", ["job"]);
  private readonly jobFailures = this.counter(
    "muster_job_failures_total",
    "Failed runs of the background work",
    ["job"],
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  readonly live: LiveMetrics = {
    refused: () => this.refusedStreams.inc(),
    dropped: () => this.droppedStreams.inc(),
    fannedOut: (version) => this.fanOut.observe(Math.max(0, Date.now() - version) / 1_000),
  };

  webhook(outcome: string, seconds: number, createdAt: Date | null): void {
    this.webhooks.inc({ outcome });
    this.webhookSeconds.observe(seconds);
    if (createdAt) this.webhookLag.observe(Math.max(0, Date.now() - createdAt.getTime()) / 1_000);
  }

  batch(size: number): void {
    this.batchSize.observe(size);
  }

  document(cache: keyof typeof this.answered): void {
    this.answered[cache]++;
  }

  job(job: string, failed: boolean): void {
    this.jobs.inc({ job });
    // Shown as 0 from the first run on, so that an alert can tell "never failed" from "not there".
    this.jobFailures.inc({ job }, failed ? 1 : 0);
  }

  /** Adds the figures that are read from elsewhere at every scrape. */
  watch(gauges: Gauges): void {
    this.gauge("muster_streams", "Open streams", (gauge) => gauge.set(gauges.streams()));
    this.gauge("muster_webhooks_waiting", "Webhooks waiting for a commit", (gauge) =>
      gauge.set(gauges.waitingWebhooks()),
    );
    this.gauge(
      "muster_progress_version",
      "Version shown of each drive; commit time in Unix milliseconds",
      (gauge) => {
        for (const { drive, version } of gauges.drives()) gauge.set({ drive }, version);
      },
      ["drive"],
    );
    const unsettled = this.gauge("muster_unsettled", "Subjects that Stripe must still settle", async () => {
      const counts = await gauges.counts();
      unsettled.set(counts.unsettled);
      failed.set(counts.failed);
    });
    const failed = this.gauge("muster_failed_events", "Stored events that could not be applied", () => {});
  }

  private addAnswered(): void {
    for (const cache of ["hit", "filled", "rendered", "not_modified"] as const) {
      this.documents.inc({ cache }, this.answered[cache]);
      this.answered[cache] = 0;
    }
  }

  private counter(name: string, help: string, labelNames: string[] = []): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.registry] });
  }

  private gauge(
    name: string,
    help: string,
    collect: (gauge: Gauge) => void | Promise<void>,
    labelNames: string[] = [],
  ): Gauge {
    const gauge: Gauge = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => collect(gauge),
    });
    return gauge;
  }
}
