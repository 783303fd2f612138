import { namedNewsroom } from "@/components/words/newsroom";
import type { NewsroomName } from "@/domain/context";
import { DEFAULT_LOCALE } from "@/domain/locale";
import type { Mail } from "@/domain/mail/mailer";
import type { Notice } from "@/domain/notify/notice";
import { ACCENT, INK, SERIF, SOFT } from "./look";

/** Writes to staff what happened, in the language of the staff room, with a link to where more is said. */
export async function writeNotice(
  { title, lines, path }: Notice,
  { siteUrl, newsroom }: { siteUrl: string; newsroom?: NewsroomName },
): Promise<Pick<Mail, "subject" | "html" | "text">> {
  const { Body, Button, Container, Head, Html, Preview, Text, render } = await import("react-email");
  const { name } = namedNewsroom(DEFAULT_LOCALE, newsroom);
  const tree = (
    <Html lang="en">
      <Head />
      <Preview>{lines[0] ?? title}</Preview>
      <Body style={{ backgroundColor: "#fbf9f4", color: INK, fontFamily: SERIF, margin: 0 }}>
        <Container style={{ maxWidth: 560, padding: "32px 20px" }}>
          <Text style={{ fontSize: 22, fontWeight: 600, borderBottom: `2px solid ${INK}`, paddingBottom: 8 }}>
            {title}
          </Text>
          {lines.map((line) => (
            <Text key={line} style={{ fontSize: 18, lineHeight: 1.5 }}>
              {line}
            </Text>
          ))}
          <Button
            href={`${siteUrl}${path}`}
            style={{ backgroundColor: ACCENT, color: "#ffffff", padding: "14px 22px", fontSize: 16 }}
          >
            Open the staff room
          </Button>
          <Text style={{ fontSize: 14, color: SOFT }}>
            {`You are sent this because somebody chose it in the staff room of ${name}, under Notifications.`}
          </Text>
        </Container>
      </Body>
    </Html>
  );
  return { subject: title, html: await render(tree), text: await render(tree, { plainText: true }) };
}
