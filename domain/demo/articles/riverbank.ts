import { h2, p, picture, type SampleArticle } from "./write";

const CREDIT = "Illustration: The Dnipro Courier";

/** The picture essay: its gallery is the story. */
export const RIVERBANK: SampleArticle = {
  slug: "what-the-river-gave-back",
  locale: "en",
  sectionSlug: "culture",
  authorSlugs: ["daryna-moroz", "halyna-verbova"],
  hoursAgo: 27,
  headline: "What the river gave back",
  standfirst:
    "The water fell by two metres and left a shelf of mud as long as the town. On it lay a hundred years of things that people had let go of.",
  tags: ["river", "museum", "in pictures"],
  hero: picture(
    "find-boat",
    1600,
    1066,
    "The ribs of a wooden boat stand out of grey mud; two people walk between them with a tape measure.",
    "A ferry of the 1920s, which everybody had been told was further upstream.",
    CREDIT,
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "The museum has two rooms and a stove. In April its keeper, Orest Kmit, put a notice on the door: *Closed. Gone to the river. Bring a bucket.* By the end of the week there were sixty people on the mud, in a line, an arm’s length apart, walking slowly with their heads down.",
    ),
    p(
      "They had one instruction, which was to leave everything where it lay until it had been drawn. “A thing by itself is only a thing,” says Mr Kmit. “A thing beside another thing is a sentence.”",
    ),
    {
      type: "gallery",
      title: "Four sentences from the mud",
      pictures: [
        picture(
          "find-bell",
          1600,
          1066,
          "A bronze bell on its side among reeds, with a heron beside it.",
          "The school bell, thrown in by the class of 1961 and regretted by them at every reunion since.",
          CREDIT,
        ),
        picture(
          "find-bicycle",
          1600,
          1066,
          "A bicycle without tyres leans out of the mud, its wheel full of weed.",
          "A postman’s bicycle. The letters in its bag were addressed to the other bank, and have been delivered.",
          CREDIT,
        ),
        picture(
          "find-piano",
          1600,
          1066,
          "The iron frame of a piano lies in shallow water like a harp.",
          "The frame of a piano that went over by boat. It was the second of two; the first arrived.",
          CREDIT,
        ),
        picture(
          "find-boat",
          1600,
          1066,
          "The ribs of a wooden boat, measured by two people.",
          "Rib nineteen has initials cut into it. Three families have claimed them, and all three can prove it.",
          CREDIT,
        ),
      ],
    },
    h2("Where it goes"),
    p(
      "Nothing has been cleaned. It will be shown as it was found, on sand, in the order in which it lay, and the stove will have to be moved. There is a form by the door on which anyone may say that an object is theirs. So far it has been used eleven times: nine for the bell.",
    ),
    p(
      "The water came back in June, in one night. Mr Kmit went down in the morning with his bucket and stood for a while at the new edge. He had dropped his pencil there, he says. Somebody will find it.",
    ),
  ],
};
