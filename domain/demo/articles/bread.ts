import { h2, p, picture, type SampleArticle } from "./write";

export const BREAD: SampleArticle = {
  slug: "tomorrows-bread-paid-today",
  locale: "en",
  sectionSlug: "business",
  authorSlugs: ["marko-lys"],
  hoursAgo: 9,
  headline: "Tomorrow’s bread, paid for today",
  standfirst:
    "A bakery that could not borrow asked its customers to buy next month’s loaves. It has been out of debt, and out of rye, ever since.",
  tags: ["small business", "city", "credit"],
  hero: picture(
    "bakery",
    1600,
    900,
    "A lit shop window with shelves of loaves at night, and a queue of five people in coats outside it.",
    "The queue at Nine Loaves forms at half past five, although everyone in it has already paid.",
    "Illustration: The Dnipro Courier",
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "The bank’s letter to Nine Loaves was polite. It regretted that an oven “cannot serve as security for a loan to purchase the same oven”.{The bakery has framed the letter. It hangs above the oven, which was bought in the end from a hospital that was closing its kitchen.} Solomiia Hnat read it twice, turned it over, and on the back of it wrote the sentence that has been in the shop’s window from that day: *Buy June in May.*",
    ),
    p(
      "It was an offer of thirty loaves, one a day, for the price of twenty-seven, paid in advance. She had hoped for forty customers. By the Friday there were three hundred and twelve, and a queue of people who did not want bread especially but had heard that something was being built.",
    ),
    h2("Not a discount"),
    p(
      "Economists have a name for it: the customer lends, and is paid in kind. Ms Hnat does not like the name. A discount, she says, is what you give to strangers. This is more as though the street had decided to own a morning.",
    ),
    {
      type: "table",
      caption: "Nine Loaves in its first four seasons",
      head: ["Season", "Paid ahead", "Loaves a day", "Owed to banks"],
      rows: [
        ["Spring", "312", "420", "0"],
        ["Summer", "540", "610", "0"],
        ["Autumn", "791", "880", "0"],
        ["Winter", "803", "900", "0"],
      ],
    },
    p(
      "The last column is there because she insisted on it. The growth stopped in winter for a simple reason: nine hundred is what the oven will bear, and she has refused to buy another. “Eight hundred people know my name and I know six hundred of theirs,” she says. “I am two hundred behind already.”",
    ),
    {
      type: "pull-quote",
      text: "A discount is what you give to strangers.",
      by: "Solomiia Hnat, baker",
    },
    h2("When the power goes"),
    p(
      "On days without electricity the dough is carried to four neighbouring kitchens that cook with gas, in prams. Nobody is paid for this. Ms Hnat keeps an account of it all the same, in a column of its own, and in December she read the total aloud in the shop: 1,140 loaves.{Checked against the delivery book. We make it 1,138; two loaves are described there as “eaten on the way, rightly”.}",
    ),
    p(
      "The rye is another matter. Rye customers turn out to be the kind who pay for a year at once, and there is none to be had on the day for love or money. A man offered both last week. He has been put on the list for July.",
    ),
  ],
};
