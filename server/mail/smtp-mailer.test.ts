import { SMTPServer } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { writeLetter } from "@/components/mail/write-letter";
import { MailNotSentError } from "@/domain/mail/mailer";
import { smtpMailer } from "./smtp-mailer";

const open: SMTPServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise<void>((done) => server.close(() => done()));
});

/** A mail server on loopback; gives its address and what it took. */
async function mailServer(
  onData: (session: { end: () => void }, callback: (error?: Error | null) => void) => void = (_, done) =>
    done(),
): Promise<{ url: string; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, callback) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
      stream.on("end", () => {
        const end = () => {
          for (const connection of server.connections) connection.close();
        };
        onData({ end }, (error) => {
          if (!error) taken.push(text);
          callback(error);
        });
      });
    },
  });
  open.push(server);
  const port = await new Promise<number>((done) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
  return { url: `smtp://127.0.0.1:${port}`, taken };
}

const FROM = "The Courier <members@courier.example>";

async function letter(locale: "en" | "uk" = "en") {
  const written = await writeLetter({
    kind: "gift",
    locale,
    siteUrl: "https://courier.example",
    gift: {
      id: "1",
      code: "AAAAA-BBBBB-CCCCC-DDDDD",
      card: { to: "Olha", from: "<b>Petro</b>", message: "Read well.\r\n\r\nAnd often." },
      startsAt: new Date("2026-11-30T22:00:00Z"),
      endsAt: new Date("2027-11-30T22:00:00Z"),
      timezone: "Europe/Kyiv",
      isMailed: true,
    },
  });
  return { ...written, to: "given@readers.example", messageId: "<1@courier.example>" };
}

test("a letter is taken with both of its parts, escaped, its link from the public address", async () => {
  const { url, taken } = await mailServer();
  const mail = await letter();
  await smtpMailer(url, FROM).send(mail);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toContain("From: The Courier <members@courier.example>");
  expect(taken[0]).toMatch(/text\/plain[\s\S]*text\/html/);
  expect(mail.html).not.toContain("<b>Petro</b>");
  expect(mail.text).toContain("https://courier.example/redeem?code=AAAAA-BBBBB-CCCCC-DDDDD");
  expect((await letter("uk")).text).toContain("https://courier.example/uk/redeem?code=");
});

test("a letter tells the newsroom's days, and keeps the lines of the buyer's words in both parts", async () => {
  const { html, text } = await letter();
  for (const part of [html, text]) expect(part).toContain("1 December 2026");
  expect(text).toMatch(/Read well\.\n\n+And often\./);
  expect(html).toMatch(/Read well\.<br ?\/?>(?:<br ?\/?>)?/);
});

test("a server that is busy, that refuses, or that is not there certainly did not take it", async () => {
  const busy = Object.assign(new Error("busy"), { responseCode: 451 });
  const refused = Object.assign(new Error("no such person"), { responseCode: 550 });
  const mail = await letter();
  for (const [error, isFinal] of [
    [busy, false],
    [refused, true],
  ] as const) {
    const { url } = await mailServer((_, done) => done(error));
    const failure = await smtpMailer(url, FROM)
      .send(mail)
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(MailNotSentError);
    expect((failure as MailNotSentError).isFinal).toBe(isFinal);
  }
  const nowhere = smtpMailer("smtp://127.0.0.1:1", FROM);
  await expect(nowhere.send(mail)).rejects.toBeInstanceOf(MailNotSentError);
});

test("a connection that ends after the letter was handed over proves nothing", async () => {
  const { url } = await mailServer((session) => session.end());
  const failure = await smtpMailer(url, FROM)
    .send(await letter())
    .catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(MailNotSentError);
});

test("a notice to staff says what happened in both parts, escaped, with a link to the staff room", async () => {
  const { subject, html, text } = await writeLetter({
    kind: "notice",
    locale: "en",
    siteUrl: "https://courier.example",
    notice: { title: "On hold: <b>25,000</b>", lines: ["Held by itself."], path: "/staff" },
  });
  expect(subject).toBe("On hold: <b>25,000</b>");
  expect(html).not.toContain("<b>25,000</b>");
  expect(text).toContain("Held by itself.");
  expect(html).toContain('href="https://courier.example/staff"');
});
