import type { Page } from "@playwright/test";
import type { Newsroom } from "./support/newsroom";
import { pay } from "./support/reader";
import { expect, test } from "./support/test";

const ASKS_THE_BANK = "4000 0025 0000 3155";
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };

const EN = {
  path: "",
  goOn: "Continue to payment",
  withYou: (n: number) => `With you, we are ${n.toLocaleString("en")}`,
  expired: "This payment page has expired, and nothing was charged.",
  unpaid: "This payment was not finished, so nothing was charged.",
  wentBack: "You came back without paying. Nothing was charged.",
};
const UK: typeof EN = {
  path: "/uk",
  goOn: "Перейти до оплати",
  withYou: (n) => `Разом із вами нас ${n.toLocaleString("uk")}`,
  expired: "Термін цієї сторінки оплати минув, кошти не списано.",
  unpaid: "Цей платіж не завершено, кошти не списано.",
  wentBack: "Ви повернулися, не заплативши. Кошти не списано.",
};

const WAYS = {
  "on a desk, in English": { words: EN, options: {} },
  "on a phone, in Ukrainian": { words: UK, options: PHONE },
  "on a phone, without JavaScript": { words: EN, options: { ...PHONE, javaScriptEnabled: false } },
} as const;

/** Payment pages that were opened at Stripe, newest first. */
async function sessionsOf({ emulatorUrl }: Newsroom): Promise<{ id: string; url: string }[]> {
  const res = await fetch(`${emulatorUrl}/v1/checkout/sessions?limit=20`, {
    headers: { authorization: "Bearer sk_test_demo" },
  });
  return ((await res.json()) as { data: { id: string; url: string }[] }).data;
}

const isAtStripe = (page: Page) => expect(page.getByText("EMULATOR, NO REAL PAYMENTS")).toBeVisible();

for (const [way, { words, options }] of Object.entries(WAYS)) {
  test(`${way}: pressed twice, refused by the bank and then not, gone back, two tabs: one member`, async ({
    newsroom,
    openScreen,
  }) => {
    const page = await openScreen(options);
    const email = `${crypto.randomUUID()}@readers.example`;
    const before = (await newsroom.progress()).count;
    const opened = (await sessionsOf(newsroom))[0]?.id;
    await page.goto(`${words.path}/join`);
    await page.getByRole("button", { name: words.goOn }).dblclick();
    await isAtStripe(page);
    const [left, older] = await sessionsOf(newsroom);
    expect(older?.id).toBe(opened);

    // Back to the form and on again: only the newest page can be paid, here in two tabs.
    await page.goBack();
    await page.getByRole("button", { name: words.goOn }).click();
    await isAtStripe(page);
    const [session] = await sessionsOf(newsroom);
    const second = await page.context().newPage();
    await second.goto(left?.url ?? "");
    await expect(second.getByRole("heading", { name: "expired" })).toBeVisible();
    await second.goto(page.url());

    await pay(page, email, ASKS_THE_BANK);
    await page.getByRole("button", { name: "Fail authentication" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    expect((await newsroom.progress()).count).toBe(before);
    await page.getByRole("button", { name: "Pay" }).click();
    await page.getByRole("button", { name: "Complete authentication" }).click();
    await expect(page.getByText(words.withYou(before + 1))).toBeVisible();

    await pay(second, email);
    await expect(second.getByText(words.withYou(before + 1))).toBeVisible();
    await page.goto(session?.url ?? "");
    await expect(page.getByText(words.withYou(before + 1))).toBeVisible();
    await page.reload();
    await expect(page.getByText(words.withYou(before + 1))).toBeVisible();
    expect((await newsroom.progress()).count).toBe(before + 1);
  });
}

test("a payment page that was left open for a day charges nobody, and says so in both languages", async ({
  page,
  newsroom,
  openScreen,
}) => {
  for (const [words, screen] of [
    [EN, page],
    [UK, await openScreen({ ...PHONE, javaScriptEnabled: false })],
  ] as const) {
    await screen.goto(`${words.path}/join`);
    await screen.getByRole("button", { name: words.goOn }).click();
    await isAtStripe(screen);
    const [session] = await sessionsOf(newsroom);
    await screen.goto(`${words.path}/welcome?session_id=${session?.id}`);
    await expect(screen.getByText(words.unpaid)).toBeVisible();
    await screen.goBack();
    await newsroom.control("advance", { seconds: 25 * 3_600 });
    const { count } = await newsroom.progress();
    await screen.getByLabel("Email").fill("late@readers.example");
    await screen.getByRole("button", { name: "Pay" }).click();
    await expect(screen.getByRole("heading", { name: "expired" })).toBeVisible();
    await screen.getByRole("link", { name: "Go back" }).click();
    await expect(screen.getByText(words.wentBack)).toBeVisible();
    await screen.goto(`${words.path}/welcome?session_id=${session?.id}`);
    await expect(screen.getByText(words.expired)).toBeVisible();
    expect((await newsroom.progress()).count).toBe(count);
  }
});

test("while Stripe is away nobody is charged, and who has paid is told to come back", async ({
  newsroom,
  openScreen,
}) => {
  const page = await openScreen({ ...PHONE, javaScriptEnabled: false });
  await page.goto("/uk/join");
  await page.getByRole("button", { name: UK.goOn }).click();
  await pay(page, "away@readers.example");
  await expect(page.getByText("Сплачено. Цю сторінку можна закрити.")).toBeVisible();
  const welcome = page.url();
  await newsroom.control("outage", { mode: "unreachable" });
  try {
    await page.goto(welcome);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Stripe");
    for (const form of ["/uk/join", "/uk/gift"]) {
      await page.goto(form);
      if (form === "/uk/gift") await page.getByLabel("Я надрукую листівку").check();
      await page.getByRole("button", { name: UK.goOn }).click();
      await expect(page.getByRole("status")).toContainText("Кошти не списано");
    }
  } finally {
    await newsroom.control("outage", { off: true });
  }
  await page.goto(welcome);
  await expect(page.getByText("Сплачено. Цю сторінку можна закрити.")).toBeVisible();
});
