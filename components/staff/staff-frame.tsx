import type { ReactNode } from "react";
import type { StaffMember } from "@/domain/staff/staff-member";
import { KeepTyped } from "./keep-typed";
import { StaffMasthead } from "./staff-masthead";

/** The frame of every page of the staff room but the first. */
export function StaffFrame({
  staff,
  here,
  title,
  notice,
  children,
}: {
  staff: StaffMember;
  here: string;
  title: string;
  notice: string | null;
  children: ReactNode;
}) {
  return (
    <>
      <StaffMasthead staff={staff} here={here} />
      <main id="content" className="mx-auto max-w-[96rem] px-5 pb-20 md:px-10">
        <div className="border-t-4 border-double border-ink pt-5">
          {notice && <NoticeLine words={notice} />}
          <KeepTyped />
          <h1 className="font-serif text-4xl font-semibold tracking-tight wrap-anywhere md:text-5xl">
            {title}
          </h1>
          {children}
        </div>
      </main>
    </>
  );
}

/** What came of the last form, said once. */
export function NoticeLine({ words }: { words: string }) {
  return (
    <p role="status" className="mb-5 max-w-[66ch] border-l-4 border-joy pl-4 text-lg">
      {words}
    </p>
  );
}
