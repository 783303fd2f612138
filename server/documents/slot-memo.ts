import { bannerText } from "@/domain/drive/banner-text";
import { progressIn } from "@/domain/drive/progress";
import type { PageSlotValues, SlotValues } from "@/domain/drive/slots";
import type { Locale } from "@/domain/locale";
import type { ProgressHub } from "../live/progress-hub";

/** Words that follow the clock turn over within this time. */
const FRESH_MS = 1_000;

export interface SlotMemoDeps {
  hub: ProgressHub;
  now: () => Date;
  /** What of the slots does not follow from progress. */
  pageSlots: (locale: Locale) => PageSlotValues;
}

interface Memo {
  version: number;
  price: string;
  madeAt: number;
  /** Differs whenever a value does. */
  key: string;
  values: SlotValues;
}

/** The values of every slot in each language, put into words once a version and second instead of once a request. */
export class SlotMemo {
  private readonly memos = new Map<Locale, Memo>();

  constructor(private readonly deps: SlotMemoDeps) {}

  of(locale: Locale): Pick<Memo, "key" | "values"> {
    const snapshot = this.deps.hub.read("current");
    const page = this.deps.pageSlots(locale);
    const version = snapshot?.progress.version ?? 0;
    const now = this.deps.now();
    const held = this.memos.get(locale);
    const age = now.getTime() - (held?.madeAt ?? 0);
    if (held?.version === version && held.price === page.price && age >= 0 && age < FRESH_MS) return held;
    const values = snapshot
      ? { ...bannerText(progressIn(snapshot, locale), locale, now), ...page }
      : { ...NO_DRIVE, ...page };
    const memo = {
      version,
      price: page.price,
      madeAt: now.getTime(),
      key: Object.values(values).join("\n"),
      values,
    };
    this.memos.set(locale, memo);
    return memo;
  }
}

/** No drive, no number: the banner hides itself by its state. */
const NO_DRIVE = {
  state: "none",
  version: "0",
  count: "",
  goal: "",
  outOf: "",
  title: "",
  message: "",
  deadline: "",
  status: "",
  label: "",
  bar: "0",
  goalTick: "1000",
  asOf: "",
  asOfTime: "",
  verified: "",
  subscriptions: "",
  gifts: "",
  passes: "",
  sources: "",
  joinUrl: "/join",
};
