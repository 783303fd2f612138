import { h2, p, picture, runs, type SampleArticle } from "./write";

export const INVOICES: SampleArticle = {
  slug: "the-town-that-shows-its-invoices",
  locale: "en",
  sectionSlug: "politics",
  authorSlugs: ["ostap-zhuk", "halyna-verbova"],
  hoursAgo: 31,
  headline: "The town that shows its invoices",
  standfirst:
    "Kalynivka put every bill it pays on the wall of the town hall. Spending fell by a ninth. So did the number of candidates for mayor.",
  tags: ["budget", "local government"],
  hero: picture(
    "invoices",
    1600,
    900,
    "Sheets of paper whirl in front of a small town hall with a red roof.",
    "On windy days the clerk follows the invoices round the square with a basket.",
    "Illustration: The Dnipro Courier",
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "The first invoice on the wall was for a door. It was a good door, oak, with a brass plate, and it had cost the people of Kalynivka as much as a small car. Nobody had done anything unlawful. It was simply that, until then, nobody had seen the number and the door at the same time.",
    ),
    p(
      "“I pinned it up because I had run out of folders,” says Lesia Prytula, the town clerk, who has been called a reformer since and does not care for it. “By noon there were forty people reading it. By three the carpenter had come to explain.”",
    ),
    h2("A wall is not a website"),
    p(
      "Kalynivka’s books had been public for years. They were on a portal, in a format that opened in one program, under a heading that nobody would ever look for. The wall has no search box. It has what Ms Prytula calls *neighbours*.",
    ),
    {
      type: "list",
      ordered: true,
      items: [
        runs("Every invoice goes up on the day it is paid, at the height of a person’s eyes."),
        runs("Anyone may write a question on it, and must sign the question."),
        runs("The office answers on the same sheet within a week, or the next payment waits."),
      ],
    },
    p(
      "In the first year the town answered 612 questions. Eleven led to money coming back. One led to a wedding, between a paving contractor and the retired accountant who had disputed his gravel.",
    ),
    h2("What it did not cure"),
    p(
      "It would be pleasant to end here. But the wall shows only what is bought, not what is never built; it is read by those who have time to stand in a square; and in March, when two people ran for mayor instead of the usual six, several of the missing four said, off the record, that they would rather not have their door on the wall.",
    ),
    p("Ms Prytula has ordered a second wall. The invoice for it is on the first."),
  ],
};
