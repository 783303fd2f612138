import { h2, p, picture, quote, runs, type SampleArticle } from "./write";

const CREDIT = "Illustration: The Dnipro Courier";

export const BRIDGE: SampleArticle = {
  slug: "the-bridge-that-floats",
  locale: "en",
  sectionSlug: "war",
  authorSlugs: ["halyna-verbova"],
  hoursAgo: 5,
  updatedHoursAgo: 2,
  headline: "The bridge that floats: a hundred nights on the pontoons at Stara Pereprava",
  standfirst:
    "When the old crossing fell, a village of welders, ferrymen and one retired geometry teacher built another out of barges. They take it apart every dawn.",
  tags: ["river", "engineering", "reconstruction"],
  hero: picture(
    "pontoon",
    1600,
    900,
    "A lorry crosses a line of dark barges at dusk while three people watch from the railing.",
    "The last lorry of the evening on section seven. By sunrise the barges will be gone again.",
    CREDIT,
  ),
  editorsNote:
    "The crossing’s exact place and the family names of its crew are left out at their request. Stara Pereprava is the name they chose for it.",
  correction:
    "An earlier version of this article said that the crossing carries eleven-tonne lorries. The limit is nine tonnes.",
  body: [
    p(
      "At four in the afternoon nothing is there but the river. It is wide here, the colour of wet slate, and it pulls to the left around an island of willows as if it had somewhere to be. A heron stands where the road stops.",
    ),
    p(
      "At five past four the first barge comes round the willows, pushed by a boat half its size. By six there are eleven of them, nose to flank, chained and decked and humming underfoot, and a woman in an orange coat is waving a bread van on to the water.",
    ),
    p(
      "“People say we built a bridge,” says Nadiya, who is the woman in the orange coat. “We did not build a bridge. We build one *every day*. It is more like cooking.”",
    ),
    h2("Geometry for ferrymen"),
    p(
      "The old crossing was a concrete one, finished when Nadiya’s mother was at school. When it fell, the nearest other way round took three and a half hours, and the clinic was on the wrong side. For eleven weeks everything went over in rowing boats: flour, insulin, a piano, two calves.",
    ),
    p(
      "It was Pavlo Andriyovych, who taught geometry for thirty-eight years and has opinions about triangles, who worked out that the grain barges rusting behind the elevator would do. A barge by itself rolls. Eleven barges tied flank to flank roll as well, only more slowly and with more conviction. But tie each one to the two beside it *and* to an anchor upstream, and the current itself pulls the line straight.{Strictly, into a very shallow curve. Pavlo Andriyovych has asked us to say so.}",
    ),
    {
      type: "pull-quote",
      text: "A river is not an obstacle. It is a very long, very patient rope.",
      by: "Pavlo Andriyovych, geometry teacher",
    },
    p(
      "He drew it on the back of a seed catalogue. The drawing hangs in the boathouse now, framed, with a coffee ring where the fourth anchor should be.",
    ),
    {
      type: "figure",
      picture: picture(
        "workshop",
        1600,
        1066,
        "Two people at a long bench in a dark workshop, tall windows behind them, a curved steel hull on the bench.",
        "Every coupling is made by hand in what used to be the school’s woodwork room.",
        CREDIT,
      ),
    },
    h2("What goes over"),
    p(
      "The crew keeps a ledger. It has a column for weight, a column for time and a column headed *notes*, which is where the village lives: “Bride, late.” “Same goat.” “Surgeon, asleep in the front seat, not woken.”",
    ),
    {
      type: "table",
      caption: "One ordinary week on the crossing, from the crew’s ledger",
      head: ["Night", "Vehicles", "On foot", "Longest wait"],
      rows: [
        ["Monday", "41", "118", "12 min"],
        ["Tuesday", "38", "96", "9 min"],
        ["Wednesday", "52", "143", "21 min"],
        ["Thursday", "47", "120", "14 min"],
        ["Friday", "66", "205", "35 min"],
      ],
    },
    p(
      "Wednesday is long because Wednesday is the market. Friday is long because of everyone who went to the market and stayed.",
    ),
    {
      type: "list",
      ordered: false,
      items: [
        runs("No more than nine tonnes, and no more than walking pace."),
        runs("Nobody crosses between the second whistle and the third."),
        runs("Children hold a hand. It need not be their parents’."),
        runs(
          "If the heron leaves, everybody stops. The heron has been right four times.{Five, if one counts the fog of 2 March, which the crew does and the heron’s critics do not.}",
        ),
      ],
    },
    p(
      "The rules are painted on a door by the ramp. The last one started as a joke and is now in the insurance papers.",
    ),
    {
      type: "video",
      title: "One evening, eleven barges: the crossing is put together in eight seconds",
      poster: picture("pontoon", 1600, 900, "The finished crossing at dusk.", "", ""),
      src: "/videos/crossing.webm",
      durationSeconds: 8,
    },
    h2("Taking it apart"),
    p(
      "The dismantling takes longer than the building. It is done before first light and without lamps, by touch, and each of the crew can tell you which coupling is which by the burr along its edge. Number six sticks. Number nine sings.",
    ),
    quote(
      "You learn not to love a thing for staying. You love it because you will put it together again tonight.",
      "Nadiya, crew leader",
    ),
    {
      type: "gallery",
      title: "The river, before and after",
      pictures: [
        picture(
          "river",
          1600,
          1066,
          "A single boatman on a grey river among reeds.",
          "Before the barges: Vasyl carried the post across by boat for eleven weeks.",
          CREDIT,
        ),
        picture(
          "pontoon",
          1600,
          900,
          "The crossing at dusk with a lorry half way over.",
          "The crossing at six in the evening.",
          CREDIT,
        ),
        picture(
          "workshop",
          1600,
          1066,
          "The workshop, where couplings are filed.",
          "Coupling number nine, the one that sings, back on the bench.",
          CREDIT,
        ),
      ],
    },
    p(
      "A new concrete bridge has been promised for the year after next. There is a model of it in the town hall with tiny trees. Asked what will become of the barges then, Pavlo Andriyovych looks at the water for some time.",
    ),
    p("“A triangle,” he says at last, “does not retire.”"),
    { type: "related", slug: "choir-beneath-the-square" },
    p(
      "On the hundredth night somebody brought a cake. It went over on the last barge, under the orange coat, at walking pace, and the ledger says: “Cake. Arrived whole.”",
    ),
  ],
};
