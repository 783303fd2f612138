import { recordSource, signIn } from "./support/staff";
import { expect, test } from "./support/test";

/** A name without a place to break, as long as a source may have. */
const UNBROKEN = "Mitgliedschaftsbeitragserhebungsverfahrensverzeichnisnummerierungsvorschriften";
const PAGES = [
  "/staff",
  "/staff/members",
  "/staff/ledger",
  "/staff/trust",
  "/staff/drives",
  "/staff/drives/25000",
  "/staff/drives/25000/preview",
  "/staff/drives/unbroken",
  "/staff/products",
  "/staff/plans",
  "/staff/sources",
  "/staff/sources/record",
  "/staff/embeds",
  "/staff/notifications",
  "/staff/audit",
  "/staff/people",
  "/staff/account",
];

test("every page of the staff room is accessible and fits a phone", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  test.setTimeout(180_000);
  await newsroom.control("join", { count: 3 });
  await signIn(page, newsroom);
  await recordSource(page, UNBROKEN, 1);
  await page.goto("/staff/drives/new");
  await page.getByLabel("Short name, for addresses").fill("unbroken");
  await page.getByLabel("Title", { exact: true }).fill(UNBROKEN);
  await page.getByLabel("Message", { exact: true }).fill(UNBROKEN);
  await page.getByLabel("Goal, people").fill("2000000000");
  await page.getByRole("button", { name: "Create the drive" }).press("Enter");
  await expect(page.getByRole("heading", { name: UNBROKEN })).toBeVisible();
  for (const address of PAGES) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(address);
    await accessible(page);
    await shot(page, `staff${address.slice(6).replaceAll("/", "-")}`);
    await page.setViewportSize({ width: 360, height: 740 });
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `${address} at 360 px`).toBeLessThanOrEqual(0);
    await shot(page, `staff${address.slice(6).replaceAll("/", "-")}-phone`);
  }
});

test("a drive is made, changed by two people, and the second is told and loses nothing", async ({
  page,
  newsroom,
  openScreen,
  accessible,
}) => {
  await signIn(page, newsroom);
  await page.goto("/staff/drives/new");
  const slug = `spring-${Date.now()}`;
  await page.getByLabel("Short name, for addresses").fill(slug);
  await page.getByLabel("Title", { exact: true }).fill("Spring drive");
  await page.getByLabel("Message", { exact: true }).fill("Help us through the spring.");
  await page.getByLabel("Goal, people").fill("30000");
  await page.getByRole("button", { name: "Create the drive" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Spring drive" })).toBeVisible();

  const other = await openScreen();
  await signIn(other, newsroom);
  await other.goto(`/staff/drives/${slug}`);
  await page.getByLabel("Goal, people").fill("31000");
  await page.getByRole("button", { name: "Save the drive" }).press("Enter");
  await expect(page.getByRole("status")).toHaveText("Saved.");

  await other.getByLabel("Goal, people").fill("32000");
  const message = other.getByRole("textbox", { name: "Message", exact: true });
  await message.fill("Help us to the summer.");
  await other.getByRole("button", { name: "Save the drive" }).press("Enter");
  await expect(other.getByRole("status")).toContainText("Somebody else changed this drive meanwhile");
  await page.goto(`/staff/drives/${slug}`);
  await expect(page.getByLabel("Goal, people")).toHaveValue("31000");
  // What the second typed is not lost, and stands beside what the first saved.
  await expect(message).toHaveValue("Help us to the summer.");
  await expect(other.getByLabel("Goal, people")).toHaveValue("32000");
  await expect(other.getByText("Goal, people: saved is “31000”")).toBeVisible();
  await accessible(other);
  await other.getByRole("button", { name: "Save the drive" }).press("Enter");
  await expect(other.getByRole("status")).toHaveText("Saved.");
  await expect(other.getByText("What you filled in is in the form again")).toBeHidden();
  await page.reload();
  await expect(page.getByLabel("Goal, people")).toHaveValue("32000");
});

test("a note stands on the chart, and the ledger leaves as a file without anyone's name", async ({
  page,
  newsroom,
}) => {
  await signIn(page, newsroom);
  await page.getByText("Add a note").press("Enter");
  await page.getByLabel("What happened").fill("Newsletter sent");
  await page.getByRole("button", { name: "Add the note" }).press("Enter");
  await expect(page.getByText("Newsletter sent")).toBeVisible();
  const csv = await page.request.get("/staff/export/ledger");
  expect(csv.headers()["content-type"]).toContain("text/csv");
  const [header] = (await csv.text()).split("\r\n");
  expect(header).toContain("id,at,effective_at");
  expect(header).not.toMatch(/member|email/);
});

test("an invited person chooses a password and gets the role, once", async ({
  page,
  newsroom,
  openScreen,
}) => {
  await signIn(page, newsroom);
  await page.goto("/staff/people");
  await page.setViewportSize({ width: 360, height: 740 });
  const email = `new-${Date.now()}-${"long".repeat(10)}@courier.example`;
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("button", { name: "Invite" }).press("Enter");
  const link = await page.getByText(/\/staff\/invitation\?token=/).textContent();
  // It stands among the open ones at once, and no address is too long for a phone.
  await expect(page.getByRole("button", { name: `Withdraw the invitation of ${email}` })).toBeVisible();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);

  const guest = await openScreen();
  await guest.goto(link ?? "");
  await guest.getByLabel("Password").fill("four words and a comma");
  await guest.getByRole("button", { name: "Open my account" }).press("Enter");
  await expect(guest).toHaveURL(/\/staff\/login\?notice=account_ready/);
  await guest.goto(link ?? "");
  await expect(guest.getByRole("heading", { name: "This invitation does not work" })).toBeVisible();
});
