import { BAR_WIDTH, type BannerText } from "@/domain/drive/banner-text";

const PAPER = "#fbf8f2";
const INK = "#17181a";
const SOFT = "#57534c";
const ACCENT = "#12386b";
const JOY = "#e5a50a";
const TRACK = "#e4ddd0";
const LINE = 1072;
const SERIF = "Serif, Serif Cyrillic";
const SANS = "Sans, Sans Cyrillic";

interface OgCardProps {
  newsroom: string;
  headline: string;
  /** The section's name. */
  label: string | null;
  drive: BannerText | null;
}

/** The page's picture as the paper would set it. Drawn by next/og: every element with children is a flex box. */
export function OgCard({ newsroom, headline, label, drive }: OgCardProps) {
  const size = headline.length > 80 ? 58 : headline.length > 45 ? 68 : 82;
  return (
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        width: "100%",
        height: "100%",
        padding: "52px 64px",
        background: PAPER,
        color: INK,
        fontFamily: SERIF,
        fontWeight: 600,
      }}
    >
      <div style={{ display: "flex", justifyContent: "space-between", alignItems: "baseline", fontSize: 34 }}>
        <div>{newsroom}</div>
        <div style={{ fontFamily: SANS, fontWeight: 400, fontSize: 26, color: ACCENT }}>{label ?? ""}</div>
      </div>
      <div style={{ display: "flex", height: 2, marginTop: 20, background: INK }} />
      <div style={{ display: "flex", flex: 1, alignItems: "center" }}>
        <div style={{ display: "flex", fontSize: size, lineHeight: 1.08, letterSpacing: -1 }}>{headline}</div>
      </div>
      {drive && <DriveLine drive={drive} />}
    </div>
  );
}

function DriveLine({ drive }: { drive: BannerText }) {
  const [, time = ""] = drive.asOf.split(" · ");
  return (
    <div style={{ display: "flex", flexDirection: "column" }}>
      <div style={{ display: "flex", alignItems: "baseline" }}>
        <div style={{ fontSize: 68, letterSpacing: -1 }}>{drive.count}</div>
        <div style={{ marginLeft: 18, fontFamily: SANS, fontWeight: 400, fontSize: 32, color: SOFT }}>
          {drive.outOf}
        </div>
        <div style={{ marginLeft: "auto", fontFamily: SANS, fontWeight: 400, fontSize: 26, color: SOFT }}>
          {time}
        </div>
      </div>
      <div style={{ display: "flex", width: LINE, height: 10, marginTop: 16, background: TRACK }}>
        <div
          style={{
            display: "flex",
            width: Math.round((Number(drive.bar) / BAR_WIDTH) * LINE),
            height: 10,
            background: drive.state === "reached" ? JOY : ACCENT,
          }}
        />
      </div>
    </div>
  );
}
