import { type Browser, expect } from "@playwright/test";
import { closeNewsroom, type Newsroom, openNewsroom } from "./newsroom";
import { signIn } from "./staff";

const DAY_MS = 86_400_000;
/** More than any one test lets pass, so that no drive ends beneath one that did not mean it. */
const NEEDED_DAYS = 35;
const GIVEN_DAYS = 150;

/** One newsroom for many tests, whose drive is prolonged, as staff would, when those before have used up its days. */
export class SharedNewsroom {
  private newsroom: Newsroom | null = null;

  constructor(private readonly browser: Browser) {}

  /** The running newsroom, with a drive that people can still join for a month. */
  async open(): Promise<Newsroom> {
    this.newsroom ??= await openNewsroom();
    const { endsAt } = await this.newsroom.progress("25000");
    const now = await this.newsroom.now();
    if (Date.parse(endsAt) - now < NEEDED_DAYS * DAY_MS) await this.prolong(this.newsroom, now);
    return this.newsroom;
  }

  async close(): Promise<void> {
    if (this.newsroom) await closeNewsroom(this.newsroom);
    this.newsroom = null;
  }

  private async prolong(newsroom: Newsroom, now: number): Promise<void> {
    const page = await this.browser.newPage({ baseURL: newsroom.url });
    await signIn(page, newsroom);
    await page.goto("/staff/drives/25000");
    const day = new Date(now + GIVEN_DAYS * DAY_MS).toISOString().slice(0, 10);
    await page.getByLabel("Ends", { exact: true }).fill(`${day}T00:00`);
    await page.getByLabel("Why").fill("We go on into the spring");
    await page.getByRole("button", { name: "Save the drive" }).click();
    await expect(page.getByRole("status")).toHaveText("Saved.");
    await page.close();
  }
}
