import { bannerText } from "@/domain/drive/banner-text";
import type { Progress } from "@/domain/drive/progress";
import type { Locale } from "@/domain/locale";
import { LiveProgress } from "./live-progress";
import { takeMilestone } from "./milestones";
import { forget, isClosed, isRemembered, remember, rememberClosed } from "./remember";
import { write } from "./rolling-digits";

const FLOURISH_MS = 2_400;
const UNREACHED: ReadonlySet<string> = new Set(["running", "nearly"]);
const OVER: ReadonlySet<string> = new Set(["ended", "final", "none", "upcoming"]);

/** Keeps the server's banner up to date, and does what its buttons say. Without it the banner is whole already. */
export class MusterLive extends HTMLElement {
  private live: LiveProgress | null = null;
  private slim: HTMLElement | null = null;
  private starts: ReturnType<typeof setTimeout> | undefined;
  private flourishEnds: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    this.slim = document.querySelector(".drive-slim");
    this.live = new LiveProgress(
      "/api/drives/current",
      this.dataset.lang ?? "en",
      Number(this.dataset.version),
      {
        onProgress: (progress) => this.show(progress),
        onStale: (stale) => this.toggleAttribute("data-stale", stale),
      },
    );
    this.prepareMember();
    this.preparePause();
    this.prepareSlim();
    const isAnyDrive = this.dataset.state !== "none";
    if (!isAnyDrive || isRemembered("paused") || isRemembered("member")) return;
    // A task of its own: to open connections takes a slow phone as long as all the rest.
    this.starts = setTimeout(() => this.live?.start());
  }

  disconnectedCallback(): void {
    clearTimeout(this.starts);
    this.live?.stop();
  }

  private show(progress: Progress): void {
    const [stateBefore, countBefore] = [this.dataset.state ?? "none", this.countOnPage()];
    const text = bannerText(progress, (this.dataset.lang ?? "en") as Locale, new Date());
    if (text.state !== stateBefore) this.keepHeight();
    this.dataset.state = text.state;
    this.dataset.version = text.version;
    for (const root of [this, this.slim]) {
      for (const element of root?.querySelectorAll<HTMLElement>("[data-slot]") ?? []) {
        const value = text[element.dataset.slot as keyof typeof text];
        if (value !== undefined && element.firstChild?.nodeValue !== value) write(element, value);
      }
      root?.querySelector("[data-bar]")?.setAttribute("width", text.bar);
    }
    this.querySelector("[data-needle]")?.setAttribute("x", text.bar);
    this.querySelector("[data-goal-tick]")?.setAttribute("x", text.goalTick);
    if (takeMilestone(countBefore, progress)) this.flourish();
    if (progress.reachedAt && UNREACHED.has(stateBefore)) this.announce(text.status);
  }

  /** A state may show less than the one before; who is reading, or about to press, keeps the line they are at. */
  private keepHeight(): void {
    for (const part of [this, this.querySelector<HTMLElement>(".drive-words")]) {
      if (part) part.style.minBlockSize = `${part.offsetHeight}px`;
    }
  }

  private flourish(): void {
    clearTimeout(this.flourishEnds);
    this.toggleAttribute("data-flourish", false);
    this.toggleAttribute("data-flourish", true);
    this.flourishEnds = setTimeout(() => this.toggleAttribute("data-flourish", false), FLOURISH_MS);
  }

  /** At most once a page view, and only when the goal is met while the page is open. */
  private announce(words: string): void {
    const place = this.querySelector("[data-announce]");
    if (place && place.textContent === "") place.textContent = words;
  }

  private countOnPage(): number {
    return Number((this.querySelector(".drive-count")?.firstChild?.nodeValue ?? "").replace(/\D/g, ""));
  }

  /** "I'm already a member" hides the drive on this device; a button at the foot brings it back. */
  private prepareMember(): void {
    this.button("member")?.addEventListener("click", () => {
      remember("member");
      document.documentElement.dataset.member = "";
      this.live?.stop();
      document.getElementById("after-drive")?.focus();
    });
    document.querySelector("[data-action=show-drive]")?.addEventListener("click", () => {
      forget("member");
      delete document.documentElement.dataset.member;
      if (!isRemembered("paused")) this.live?.start();
      this.querySelector<HTMLElement>(".drive-join")?.focus();
    });
  }

  private preparePause(): void {
    const button = this.button("pause");
    if (!button) return;
    const [pause, resume] = [button.textContent ?? "", button.dataset.resume ?? ""];
    const label = () => {
      button.textContent = isRemembered("paused") ? resume : pause;
      this.toggleAttribute("data-stale", isRemembered("paused"));
    };
    button.addEventListener("click", () => {
      if (isRemembered("paused")) {
        forget("paused");
        this.live?.start();
      } else {
        remember("paused");
        this.live?.stop();
      }
      label();
    });
    if (isRemembered("paused")) label();
  }

  /** The slim line appears once the banner has been scrolled past, and stays closed for the time its button tells. */
  private prepareSlim(): void {
    const slim = this.slim;
    if (!slim || isClosed(Date.now())) return;
    slim.querySelector("[data-action=close-slim]")?.addEventListener("click", () => {
      rememberClosed(Date.now());
      slim.hidden = true;
      watcher.disconnect();
    });
    const watcher = new IntersectionObserver((entries) => {
      // A busy page is told of several at once: only the last is where the reader is now.
      const entry = entries.at(-1);
      if (!entry) return;
      const isPast = !entry.isIntersecting && entry.boundingClientRect.bottom < 0;
      slim.hidden = !isPast || OVER.has(this.dataset.state ?? "none");
    });
    watcher.observe(this);
  }

  private button(action: string): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>(`[data-action=${action}]`);
  }
}
