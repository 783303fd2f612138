"use client";

import { useEffect, useRef } from "react";
import { keepTyped, refill, takeTyped } from "./typed";

/**
 * What somebody wrote on a card is there again when they come back from paying, or when the form was refused, and the
 * address is asked for where the card goes by e-mail. Without JavaScript the server asks.
 */
export function KeepGift() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = place.current?.closest("form");
    const typed = takeTyped();
    if (!form) return;
    if (typed && cameBack()) refill(typed);
    const ask = () => {
      const recipient = form.elements.namedItem("recipient");
      const isMailed = new FormData(form).get("how") === "mail";
      if (recipient instanceof HTMLInputElement) recipient.required = isMailed;
    };
    const keep = () => keepTyped(form);
    ask();
    form.addEventListener("change", ask);
    form.addEventListener("submit", keep);
    return () => {
      form.removeEventListener("change", ask);
      form.removeEventListener("submit", keep);
    };
  }, []);
  return <span ref={place} hidden />;
}

function cameBack(): boolean {
  const query = new URLSearchParams(location.search);
  if (query.has("back") || query.has("problem")) return true;
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return visit?.type === "back_forward";
}
