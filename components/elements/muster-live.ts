import { bannerText } from "@/domain/drive/banner-text";
import type { Progress } from "@/domain/drive/progress";
import type { Locale } from "@/domain/locale";
import { LiveProgress } from "./live-progress";
import { crossesMilestone } from "./milestones";
import { forget, isRemembered, remember } from "./remember";

const FLOURISH_MS = 2_400;

/** Keeps the server's banner up to date, and does what its buttons say. Without it the banner is whole already. */
export class MusterLive extends HTMLElement {
  private live: LiveProgress | null = null;
  private shown: Progress | null = null;
  private announced = false;
  private slim: HTMLElement | null = null;

  connectedCallback(): void {
    if (isRemembered("member")) {
      this.hide();
      return;
    }
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
    this.button("member")?.addEventListener("click", () => {
      remember("member");
      this.hide();
    });
    this.preparePause();
    this.prepareSlim();
    if (!isRemembered("paused")) this.live.start();
  }

  disconnectedCallback(): void {
    this.live?.stop();
  }

  private show(progress: Progress): void {
    const before = this.shown;
    this.shown = progress;
    const text = bannerText(progress, (this.dataset.lang ?? "en") as Locale, new Date());
    const countBefore = before?.count ?? this.countOnPage();
    this.dataset.state = text.state;
    this.dataset.version = text.version;
    for (const root of [this, this.slim]) {
      for (const element of root?.querySelectorAll<HTMLElement>("[data-slot]") ?? []) {
        const value = text[element.dataset.slot as keyof typeof text];
        if (value !== undefined && element.textContent !== value) this.write(element, value);
      }
    }
    this.querySelector("[data-bar]")?.setAttribute("width", text.bar);
    this.querySelector("[data-goal-tick]")?.setAttribute("x", text.goalTick);
    if (crossesMilestone(countBefore, progress.count, progress.goal)) this.flourish();
    this.announce(before, progress, text.label);
  }

  /** The true number is one text node at once; what moves is a copy over it. */
  private write(element: HTMLElement, value: string): void {
    const before = element.textContent ?? "";
    if (element.firstChild) element.firstChild.nodeValue = value;
    else element.textContent = value;
    for (const roll of element.querySelectorAll(".drive-roll")) roll.remove();
    if (!element.classList.contains("drive-count")) return;
    const roll = document.createElement("span");
    roll.className = "drive-roll";
    roll.ariaHidden = "true";
    roll.dataset.was = before;
    roll.addEventListener("animationend", () => roll.remove());
    element.append(roll);
  }

  private flourish(): void {
    this.toggleAttribute("data-flourish", true);
    setTimeout(() => this.toggleAttribute("data-flourish", false), FLOURISH_MS);
  }

  /** At most once a page view, and only when the goal is met while the page is open. */
  private announce(before: Progress | null, now: Progress, label: string): void {
    if (this.announced || !before || before.reachedAt || !now.reachedAt) return;
    this.announced = true;
    const place = this.querySelector("[data-announce]");
    if (place) place.textContent = label;
  }

  private countOnPage(): number {
    return Number((this.querySelector(".drive-count")?.firstChild?.nodeValue ?? "").replace(/\D/g, ""));
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

  /** The slim line appears once the banner has been scrolled past, and stays closed once closed. */
  private prepareSlim(): void {
    const slim = this.slim;
    if (!slim || isRemembered("slim-closed")) return;
    slim.querySelector("[data-action=close-slim]")?.addEventListener("click", () => {
      remember("slim-closed");
      slim.hidden = true;
      watcher.disconnect();
    });
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry) return;
      const isPast = !entry.isIntersecting && entry.boundingClientRect.bottom < 0;
      const isOpen = !["ended", "final", "none", "upcoming"].includes(this.dataset.state ?? "none");
      slim.hidden = !(isPast && isOpen);
    });
    watcher.observe(this);
  }

  private hide(): void {
    this.live?.stop();
    this.hidden = true;
    const slim = document.querySelector<HTMLElement>(".drive-slim");
    if (slim) slim.hidden = true;
  }

  /** Shown only here: without scripts these buttons would do nothing. */
  private button(action: string): HTMLButtonElement | null {
    const button = this.querySelector<HTMLButtonElement>(`[data-action=${action}]`);
    if (button) button.hidden = false;
    return button;
  }
}
