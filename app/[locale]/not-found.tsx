import { locale } from "next/root-params";
import { NothingHere } from "@/app/nothing-here";
import { DEFAULT_LOCALE, isLocale } from "@/domain/locale";

export default async function NotFound() {
  const asked = await locale();
  return <NothingHere locale={asked && isLocale(asked) ? asked : DEFAULT_LOCALE} />;
}
