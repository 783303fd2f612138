import type { Metadata } from "next";
import { CodeForm } from "@/components/staff/code-form";
import { noticeWords } from "../../notices";
import type { StaffPageProps } from "../../staff-page";

export const metadata: Metadata = { title: "Second step" };

export default async function CodePage({ searchParams }: StaffPageProps) {
  return <CodeForm notice={noticeWords((await searchParams).notice)} />;
}
