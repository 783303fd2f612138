import { enter, tabTo, tick, typeInto } from "./support/keyboard";
import { signIn } from "./support/staff";
import { expect, test } from "./support/test";

// Every management path without a mouse, on a phone.
test.use({ viewport: { width: 360, height: 740 } });

test("a source is recorded from a list after a look at who counts already, and taken back", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  const count = (await newsroom.progress()).count + 1;
  await newsroom.control("join", { email: "both@readers.example" });
  await expect.poll(async () => (await newsroom.progress()).count).toBe(count);
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "Sources", exact: true }));
  await enter(page, page.getByRole("link", { name: "New source" }));
  await typeInto(page, page.getByLabel("Name"), "Patreon");
  await typeInto(page, page.getByLabel("Why"), "Its member export");
  await typeInto(page, page.getByLabel("Where it can be looked up"), "https://reports.example/november");
  const list = "email\nboth@readers.example\nonly@readers.example\nother@readers.example";
  await typeInto(page, page.getByLabel("Or paste the addresses"), list);
  await enter(page, page.getByRole("button", { name: "Show what it would do" }));
  await expect(page.getByText("1 of 3")).toBeVisible();
  await accessible(page);
  await shot(page, "staff-source-draft-phone");
  expect((await newsroom.progress()).count).toBe(count);
  await enter(page, page.getByRole("button", { name: "Record it and show +2" }));
  await expect(page.getByRole("status")).toContainText("Recorded.");
  expect((await newsroom.progress()).count).toBe(count + 2);
  await accessible(page);
  await shot(page, "staff-sources-phone");
  // What is refused comes back on the page of its own source, with what was typed.
  await enter(page, page.getByRole("link", { name: "Record Patreon anew" }));
  await typeInto(page, page.getByLabel("Why"), "Its export of December");
  await enter(page, page.getByRole("button", { name: "Show what it would do" }));
  await expect(page.getByRole("status")).toContainText("Give either how many");
  await expect(page.getByRole("heading", { level: 1, name: "Patreon" })).toBeVisible();
  await expect(page.getByLabel("Why")).toHaveValue("Its export of December");
  await enter(page, page.getByRole("link", { name: "Sources", exact: true }));
  await enter(page, page.getByRole("link", { name: "Take back 3 of Patreon" }));
  await enter(page, page.getByRole("button", { name: "Take it back and show −2" }));
  await expect(page.getByRole("status")).toContainText("Taken back.");
  expect((await newsroom.progress()).count).toBe(count);
});

test("what Stripe could not deliver is fetched, everything compared, and the ledger proved", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  const { count } = await newsroom.progress();
  await newsroom.control("delivery", { drop: 1 });
  await newsroom.control("join", { email: "unheard@readers.example" });
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "Trust", exact: true }));
  await expect(page.getByText(/Stripe says \d+ are undelivered: fetch them\./)).toBeVisible();
  await accessible(page);
  await shot(page, "staff-trust-undelivered-phone");
  await enter(page, page.getByRole("button", { name: "Fetch them from Stripe" }).first());
  await expect(page.getByRole("status")).toContainText("Fetched");
  expect((await newsroom.progress()).count).toBe(count + 1);
  await newsroom.control("delivery", { drop: 0 });
  await enter(page, page.getByRole("button", { name: "Compare everything now" }));
  await expect(page.getByText("asked for here").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Compare everything now" })).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Check the ledger now" }));
  await expect(page.getByRole("status")).toContainText("one number");
});

test("a product begins to count after a look at who would be added", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  await newsroom.control("join", { email: "print@readers.example", lookupKey: "print_monthly" });
  // Who does not count moves no number: a comparison waits until it is known.
  await newsroom.command("stripe:reconcile");
  const { count } = await newsroom.progress();
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "Products", exact: true }));
  await expect(page.getByText("counts: set on the machine")).toBeVisible();
  await tick(page, page.getByRole("checkbox", { name: "Dnipro Courier in print" }));
  await enter(page, page.getByRole("button", { name: "Show what it would do" }));
  await expect(page.getByText("Begins to count: Dnipro Courier in print.")).toBeVisible();
  await accessible(page);
  await shot(page, "staff-products-preview-phone");
  expect((await newsroom.progress()).count).toBe(count);
  await typeInto(page, page.getByLabel("Why"), "Print readers are members too");
  await enter(page, page.getByRole("button", { name: "Agree, and show +1" }));
  await expect(page.getByRole("status")).toContainText("Recorded.");
  expect((await newsroom.progress()).count).toBe(count + 1);
});

test("staff are told by e-mail, see what became of it, and end it", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "Notifications", exact: true }));
  await typeInto(page, page.getByLabel("E-mail address, or address"), "chief@courier.example");
  await tick(page, page.getByRole("group", { name: "Of what" }).getByLabel(/^Stalls/));
  await enter(page, page.getByRole("button", { name: "Add", exact: true }));
  await expect(page.getByRole("status")).toContainText("Added.");
  await enter(page, page.getByRole("button", { name: "Send a test to ch…@courier.example" }));
  await expect(page.getByRole("status")).toContainText("On its way.");
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("ch…@courier.example: sent")).toBeVisible({ timeout: 500 });
  }).toPass();
  await accessible(page);
  await shot(page, "staff-notifications-phone");
  const outbox = await page.request.get("/_outbox");
  expect(await outbox.text()).toContain("This is a test of notifications");
  await enter(page, page.getByRole("button", { name: "Remove ch…@courier.example" }));
  await expect(page.getByText("Nobody yet.")).toBeVisible();
});

test("a draft is made, and seen at the head of a real article before anybody else sees it", async ({
  page,
  newsroom,
  accessible,
  shot,
}) => {
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "Drives", exact: true }));
  await enter(page, page.getByRole("link", { name: "New drive" }));
  const slug = `preview-${Date.now()}`;
  await typeInto(page, page.getByLabel("Short name, for addresses"), slug);
  await typeInto(page, page.getByLabel("Title", { exact: true }), "The next drive");
  await typeInto(page, page.getByLabel("Message", { exact: true }), "Help us to {gaol} by {deadline}.");
  await typeInto(page, page.getByLabel("Goal, people"), "30000");
  await enter(page, page.getByRole("button", { name: "Create the drive" }));
  await expect(page.getByRole("status").first()).toContainText("{gaol} names no figure.");
  await typeInto(
    page,
    page.locator("[name=messageEn]"),
    "Help us to {goal} by {deadline}, {remaining} to go.",
  );
  await enter(page, page.getByRole("button", { name: "Create the drive" }));
  await enter(page, page.getByRole("link", { name: "Preview in an article" }));
  await expect(page.locator("muster-live [data-slot=outOf]")).toHaveText("out of 30,000");
  await expect(page.locator("muster-live [data-slot=message]")).toHaveText(
    /^Help us to 30,000 by \d+ \w+, [\d,]+ to go\.$/,
  );
  await expect(page.locator("article h1")).toBeVisible();
  await accessible(page);
  await shot(page, "staff-drive-preview-phone");
  await tabTo(page, page.getByRole("combobox", { name: "At", exact: true }));
  // Past "now", to when the goal is met.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await enter(page, page.getByRole("button", { name: "Show" }));
  await expect(page.locator("muster-live [data-slot=count]")).toHaveText("30,000");
  await expect(page.locator("muster-live [data-slot=message]")).toContainText(", 0 to go.");
  const anyone = await page.request.get(`/api/drives/${slug}`);
  expect(anyone.status()).toBe(404);
});

test("a drive is changed and published with a reason, the number held and let go, a note written", async ({
  page,
  newsroom,
}) => {
  await signIn(page, newsroom);
  await typeInto(page, page.getByLabel("Reason, shown to readers"), "Two numbers disagree");
  await enter(page, page.getByRole("button", { name: "Hold the number" }));
  await expect(page.getByRole("button", { name: /^Release and show/ })).toBeVisible();
  expect((await newsroom.progress()).held?.reason).toBe("Two numbers disagree");
  await enter(page, page.getByRole("button", { name: /^Release and show/ }));
  await expect(page.getByRole("button", { name: "Hold the number" })).toBeVisible();
  expect((await newsroom.progress()).held).toBeNull();

  await enter(page, page.getByText("Add a note"));
  await typeInto(page, page.getByLabel("What happened"), "Radio interview");
  await enter(page, page.getByRole("button", { name: "Add the note" }));
  await expect(page.getByText("Radio interview")).toBeVisible();

  await page.goto("/staff/drives/25000");
  await typeInto(page, page.getByLabel("Stretch goal"), "30000");
  await typeInto(page, page.getByLabel("Why"), "We dare more");
  await enter(page, page.getByRole("button", { name: "Save the drive" }));
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await enter(page, page.getByRole("link", { name: "Audit log", exact: true }));
  await expect(page.getByText("stretchGoal:").first()).toBeVisible();
});

test("somebody is let in, given another role, and shown out; a partner site is named", async ({
  page,
  newsroom,
}) => {
  const email = `guest-${Date.now()}@courier.example`;
  await newsroom.command("staff", "add", email, "--role", "viewer");
  await newsroom.control("join", { metadata: { muster_embed: "partner.example" } });
  await signIn(page, newsroom);
  await enter(page, page.getByRole("link", { name: "People", exact: true }));
  await tabTo(page, page.getByLabel(`Role of ${email}`));
  await page.keyboard.type("Editor");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Saved.");
  await expect(page.getByLabel(`Role of ${email}`)).toHaveValue("editor");
  await enter(page, page.getByRole("button", { name: `Remove ${email}` }));
  await expect(page.getByLabel(`Role of ${email}`)).toHaveCount(0);

  await enter(page, page.getByRole("link", { name: "Embeds", exact: true }));
  await typeInto(page, page.getByLabel("Name of partner.example"), "The Partner");
  await enter(page, page.getByRole("button", { name: "Rename" }));
  await expect(page.getByText("The Partner")).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Stop crediting partner.example" }));
  await expect(page.getByText("partner.example, not credited")).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Credit joins of partner.example again" }));
  await expect(page.getByText("partner.example, credited")).toBeVisible();
});

test("a running drive is ended before its deadline, and its readers are told why", async ({
  startNewsroom,
  openScreen,
}) => {
  const newsroom = await startNewsroom();
  const [staff, reader] = [await openScreen(), await openScreen()];
  await reader.goto(newsroom.url);
  await staff.goto(`${newsroom.url}/staff/login`);
  await typeInto(staff, staff.getByLabel("E-mail"), newsroom.staff.email);
  await typeInto(staff, staff.getByLabel("Password"), newsroom.staff.password);
  await enter(staff, staff.getByRole("button", { name: "Sign in" }));
  await expect(staff).toHaveURL(/\/staff$/);
  await staff.goto(`${newsroom.url}/staff/drives/25000`);
  await typeInto(staff, staff.getByLabel("Reason for its end"), "We are all here");
  await enter(staff, staff.getByRole("button", { name: "End the drive now" }));
  await expect(staff.getByRole("status")).toContainText("It ends now.");
  await expect(reader.locator("muster-live [data-slot=status]").first()).toContainText("Ended on");
  expect(await newsroom.progress()).toMatchObject({ state: "ended", final: false });
  await reader.goto(`${newsroom.url}/how-we-count`);
  await expect(reader.getByText("We are all here")).toBeVisible();
});
