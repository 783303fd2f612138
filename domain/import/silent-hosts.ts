import { GuardedFetchError } from "./guarded-fetch";

const TIMES = 3;

/** Hosts that did not answer several times on end in one import: waiting for each picture of theirs would take hours. */
export class SilentHosts {
  private readonly misses = new Map<string, number>();

  /** Does what asks a host, or throws at once when it was silent too often. */
  async ask<T>(url: string, work: () => Promise<T>): Promise<T> {
    const host = URL.canParse(url) ? new URL(url).host : "";
    const misses = this.misses.get(host) ?? 0;
    if (misses >= TIMES) {
      const words = `${host} did not answer ${TIMES} times on end; it is asked again by the next import.`;
      throw new GuardedFetchError("too_slow", words);
    }
    try {
      const given = await work();
      this.misses.delete(host);
      return given;
    } catch (error) {
      const isSilent = error instanceof GuardedFetchError && /^(too_slow|unreachable)$/.test(error.code);
      if (isSilent) this.misses.set(host, misses + 1);
      else this.misses.delete(host);
      throw error;
    }
  }
}
