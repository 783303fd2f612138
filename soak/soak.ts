export interface SoakOptions {
  count: number;
  seed: number;
  print: (line: string) => void;
}

/** What a soak found. `count` is what was really done; `failures` say in words what did not hold. */
export interface Found {
  count: number;
  failures: string[];
  /** Figures of its own, such as how many webhooks were acknowledged. */
  details?: Record<string, number | string>;
}

/** One long proof. `count` is the full figure that issue and security promise. */
export interface Soak {
  about: string;
  count: number;
  /** Folders of what it proves, where they are not those of counting. */
  proves?: readonly string[];
  run(options: SoakOptions): Promise<Found>;
}
