import type { ReactNode } from "react";
import { namedNewsroom } from "@/components/words/newsroom";
import { longDay } from "@/components/words/words";
import { localPath } from "@/domain/locale";
import type { WriteLetter } from "@/domain/mail/send-letters";
import { ACCENT, INK, SERIF } from "./look";
import { MAIL_WORDS } from "./words";
import { writeNotice } from "./write-notice";

/** Writes a letter as HTML with a plain-text part, both from one tree; links lead to the public address only. */
export const writeLetter: WriteLetter = async (letter) => {
  if (letter.kind === "notice") return writeNotice(letter.notice, letter);
  const { kind, locale, gift, siteUrl } = letter;
  // Loaded with the first letter: no reader's page waits for it.
  const { Body, Button, Container, Head, Html, Preview, Text, render } = await import("react-email");
  const words = MAIL_WORDS[locale];
  const newsroom = namedNewsroom(locale, letter.newsroom).name;
  const day = (at: Date) => longDay(at, locale, gift.timezone);
  const link = `${siteUrl}${localPath(locale, "/redeem")}?code=${gift.code}`;
  const isGift = kind === "gift";
  const lead = isGift ? words.giftLead(gift.card.from, newsroom) : words.receiptLead;
  const tree = (
    <Html lang={locale}>
      <Head />
      <Preview>{lead}</Preview>
      <Body style={{ backgroundColor: "#fbf9f4", color: INK, fontFamily: SERIF, margin: 0 }}>
        <Container style={{ maxWidth: 560, padding: "32px 20px", overflowWrap: "anywhere" }}>
          <Text style={{ fontSize: 22, fontWeight: 600, borderBottom: `2px solid ${INK}`, paddingBottom: 8 }}>
            {newsroom}
          </Text>
          <Text style={{ fontSize: 18, lineHeight: 1.5 }}>{words.dear(isGift ? gift.card.to : "")}</Text>
          <Text style={{ fontSize: 18, lineHeight: 1.5 }}>{lead}</Text>
          {isGift && gift.card.message && (
            <Text
              style={{
                fontSize: 18,
                fontStyle: "italic",
                borderLeft: "3px solid #e2b33c",
                paddingLeft: 16,
              }}
            >
              {brokenLines(gift.card.message)}
            </Text>
          )}
          <Text style={{ fontSize: 16 }}>{words.term(day(gift.startsAt), day(gift.endsAt))}</Text>
          {isGift && (
            <Button
              href={link}
              style={{ backgroundColor: ACCENT, color: "#ffffff", padding: "14px 22px", fontSize: 16 }}
            >
              {words.redeem}
            </Button>
          )}
          {isGift && <Text style={{ fontSize: 16, marginTop: 24 }}>{words.codeIs}</Text>}
          <Text style={{ fontFamily: "Consolas, monospace", fontSize: 20, letterSpacing: 1 }}>
            {gift.code}
          </Text>
          <Text style={{ fontSize: 14, color: "#5b574e" }}>{isGift ? words.why : words.receiptSent}</Text>
          <Text style={{ fontSize: 14, color: "#5b574e" }}>{siteUrl}</Text>
        </Container>
      </Body>
    </Html>
  );
  return {
    subject: isGift ? words.giftSubject(gift.card.from) : words.receiptSubject,
    html: await render(tree),
    text: await render(tree, { plainText: true }),
  };
};

/** Lines that stay lines in both parts: the plain one knows no style. */
function brokenLines(text: string): ReactNode[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of a finished letter never move.
    return at === 0 ? [line] : [<br key={at} />, line];
  });
}
