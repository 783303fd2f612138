"use client";

import { useEffect } from "react";

/** Keeps a screen on the wall from going dark, where the browser can. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    const take = async () => {
      // Refused on low battery, and released whenever the page is hidden.
      if (document.visibilityState === "visible") {
        lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      }
    };
    void take();
    document.addEventListener("visibilitychange", take);
    return () => {
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, [wanted]);
}
