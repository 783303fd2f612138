import { structuredJson } from "@/domain/article/structured-data";

/** Data for search engines: a data block, which no script policy has to allow. */
export function StructuredData({ data }: { data: object }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: structured data, with every "<" escaped.
      dangerouslySetInnerHTML={{ __html: structuredJson(data) }}
    />
  );
}
