import type { Metadata } from "next";
import { NothingHere } from "@/app/nothing-here";
import { localeOf } from "@/app/reader-page";
import { wordsIn } from "@/components/words/words";

export async function generateMetadata({ params }: PageProps<"/[locale]/lost">): Promise<Metadata> {
  return { title: wordsIn(localeOf((await params).locale)).notFoundTitle, robots: { index: false } };
}

/** What the front door shows, as not found, where there is nothing: Next's own answer needs Next's scripts. */
export default async function LostPage({ params }: PageProps<"/[locale]/lost">) {
  return <NothingHere locale={localeOf((await params).locale)} />;
}
