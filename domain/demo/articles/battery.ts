import { h2, p, picture, quote, type SampleArticle } from "./write";

export const BATTERY: SampleArticle = {
  slug: "a-battery-the-size-of-a-village",
  locale: "en",
  sectionSlug: "business",
  authorSlugs: ["marko-lys"],
  hoursAgo: 75,
  headline: "A battery the size of a village",
  standfirst:
    "Nobody in Verbivka could afford to store electricity. Two hundred and six electric bicycles, it turns out, already did.",
  tags: ["energy", "small business", "engineering"],
  hero: picture(
    "bicycles",
    1600,
    900,
    "A row of bicycles plugged in along the wall of a barn at night, each with a small green light.",
    "The barn at Verbivka between nine in the evening and the first milking.",
    "Illustration: The Dnipro Courier",
  ),
  editorsNote: "Marko Lys owns an electric bicycle, which is not one of those described here.",
  correction: null,
  body: [
    p(
      "The postwoman had the first one. Then the vet, then everybody under seventy, and in the end everybody over seventy too, since it was they who lived on the hill. By last autumn there were 206 electric bicycles in a village of 640 people, and every evening at about nine all of them were plugged in at once, and the transformer by the shop made a noise like a cow.",
    ),
    p(
      "It was the schoolteacher who turned the question over. If two hundred bicycles can *take* that much from the wires at nine in the evening, Oksana Rudyk asked the council, how much could they give back at six in the morning, when the pumps start and the current fails?",
    ),
    h2("Eleven minutes of milk"),
    p(
      "The answer was eleven minutes of the dairy, or four hours of the clinic, or the water tower once. It did not sound like much until they listed the failures of the year before, which had lasted nine minutes on average. Nobody had needed a power station. They had needed somebody to hold the door.",
    ),
    quote("We did not build anything. We only noticed that we had it.", "Oksana Rudyk, schoolteacher"),
    p(
      "The bicycles now sleep in one barn, in rows, on a board that a former radio mechanic put together out of parts from a scrapped trolleybus. Each owner sets a dial to what must be left in the morning: to the station and back, or only to the shop. The rest belongs to the village until dawn.",
    ),
    h2("The dispute"),
    p(
      "There has been one. In January the vet set his dial to zero, out of generosity, and was called to a calving at two. He arrived on a borrowed horse. The board now has a rule against generosity, and the horse has been given a number.",
    ),
    p(
      "Three other villages have written to ask for the drawings. Ms Rudyk sends them, together with a photograph of the barn and a warning. It is not the batteries that were difficult, she writes. It was agreeing where to put the ladder.",
    ),
  ],
};
