import { p, picture, type SampleArticle } from "./write";

export const CLOCK: SampleArticle = {
  slug: "in-praise-of-the-wrong-clock",
  locale: "en",
  sectionSlug: "opinion",
  authorSlugs: ["ostap-zhuk"],
  hoursAgo: 14,
  headline: "In praise of the wrong clock",
  standfirst:
    "The one on the post office has been twenty minutes slow since before I was born. The council wants to repair it. I should like to be heard first.",
  tags: ["city", "local government"],
  hero: picture(
    "clock",
    1600,
    900,
    "A tower clock with a crooked hand above roofs; a pigeon sits upon the minute hand.",
    "Twenty minutes slow, as always. The pigeon is not held responsible.",
    "Illustration: The Dnipro Courier",
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "I keep a list of every public clock in this city that tells the wrong time. It is a hobby, like stamps, except that you cannot be sent a clock by post. There are fourteen at present. I am writing about one of them because there is a line in next year’s budget, page 88, that would take it off my list.",
    ),
    p(
      "The clock on the post office is twenty minutes slow. It is *exactly* twenty minutes slow; it has not gained or lost a second in living memory. A clock which is wrong by a fixed amount is not broken. It is a very good clock that disagrees.",
    ),
    p(
      "And the square has arranged itself around the disagreement. Everybody here knows that “at noon under the clock” is at twenty past. The wedding office next door runs by it, so that no bride has ever been late. The tram leaves by the right time and waits by the wrong one. A stranger who arrives on the dot has twenty minutes with nothing to do but look at the square, which is how I came to live here.",
    ),
    {
      type: "pull-quote",
      text: "A clock which is wrong by a fixed amount is not broken. It is a very good clock that disagrees.",
    },
    p(
      "The councillor who proposes the repair is a reasonable man. He says that a public clock is a promise. I agree with him entirely. But a promise that has been kept for sixty years, in full, to everyone, with the same twenty minutes, has been kept. It is only a different promise from the one on the dial.",
    ),
    p(
      "I have looked up what the repair would cost, since that is my trade: 41,000. I have also asked what else is on page 88, and it is the benches. There are nine benches to be mended on the square, in sight of the clock, on which people sit for twenty minutes.",
    ),
    p(
      "Mend the benches. If there is money over, put up a small brass plate under the dial. It need not explain anything. It should say, for the stranger: *You are early. Sit down.*",
    ),
  ],
};
