import type { ReactNode } from "react";
import type { SlotValues } from "@/domain/drive/slots";
import { type Locale, localPath } from "@/domain/locale";
import { DriveBar } from "./drive-banner";
import { wordsIn } from "./words/words";

interface ChoicePageProps {
  title: string;
  lead: string;
  /** What came of the last attempt. */
  notice: string | null;
  /** The drive's progress beside the choice; null without a drive. */
  slots: SlotValues | null;
  locale: Locale;
  children: ReactNode;
}

/** A page where a reader chooses what to pay for: what it is about, the form, and the drive beside it. */
export function ChoicePage({ title, lead, notice, slots, locale, children }: ChoicePageProps) {
  const words = wordsIn(locale);
  return (
    <div className="mx-auto mt-8 grid max-w-4xl gap-10 lg:grid-cols-[1fr_19rem]">
      <div>
        <h1 className="text-[clamp(2.2rem,5vw,3.4rem)] leading-[1.05] font-[650] tracking-[-0.02em] text-balance">
          {title}
        </h1>
        <p className="mt-4 text-xl leading-snug text-soft">{lead}</p>
        {notice && (
          <p role="status" className="mt-6 border-s-2 border-joy ps-4 font-sans">
            {notice}
          </p>
        )}
        {children}
      </div>
      {slots && (
        <aside
          aria-label={words.membershipDrive}
          className="h-fit border-t-2 border-accent pt-4 font-sans"
          data-version={slots.version}
        >
          <p className="tabular-nums">
            <span className="font-serif text-5xl font-[620] tracking-[-0.02em]">{slots.count}</span>{" "}
            <span className="text-lg text-soft">{slots.outOf}</span>
          </p>
          <DriveBar bar={slots.bar} goalTick={slots.goalTick} />
          <p className="mt-3 font-medium">{slots.deadline}</p>
          <p className="mt-2 font-serif text-lg leading-snug">{slots.message}</p>
          <p className="mt-1 text-sm">
            <a className="target" href={localPath(locale, "/how-we-count")}>
              {words.howWeCount}
            </a>
          </p>
        </aside>
      )}
    </div>
  );
}
