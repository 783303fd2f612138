import { h2, p, picture, quote, runs, type SampleArticle } from "./write";

const CREDIT = "Illustration: The Dnipro Courier";

/** The long read. */
export const KEYS: SampleArticle = {
  slug: "forty-one-keys",
  locale: "en",
  sectionSlug: "war",
  authorSlugs: ["halyna-verbova"],
  hoursAgo: 52,
  headline: "Forty-one keys",
  standfirst:
    "When the people of a nine-storey block left, one after another, each of them stopped at the same door on the first floor. Klavdiia Semenivna has watered their plants ever since.",
  tags: ["city", "home", "long read"],
  hero: picture(
    "keys",
    1600,
    900,
    "A wall of numbered hooks, each with a key, and an old woman in a green cardigan reaching for one of them.",
    "The board was made from the door of a wardrobe. Hook 36 is empty: those people came back.",
    CREDIT,
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "The first key was a favour. The Bondars on the fourth floor were going away for a fortnight, and there was a cat. The second was a favour as well. By the end of that week there were nine keys in the sugar bowl, and Klavdiia Semenivna, who had been a dispatcher of trams for thirty-one years, did what she had always done with things that must not be mixed up. She gave them numbers.",
    ),
    p(
      "There are forty-one now. They hang in the corridor of flat 3 on a board that used to be the door of a wardrobe, and beside each hook there is a strip of sticking plaster on which she has written what the flat needs. *Violets, Tuesdays. Do not answer telephone. Clock: wind.* Beside number 17 it says only: *Talk.*",
    ),
    p(
      "“That is the parrot,” she says, and then, because she is an exact person: “That was the parrot. Now I go and talk to the cage. It would be rude to stop.”",
    ),
    h2("The round"),
    p(
      "The round takes two hours and forty minutes, and there is no lift. It starts at the top, because going down with an empty can is easier than going up with a full one. It starts at seven, because at seven the water is on. She carries a torch, the can, a soft brush, a notebook in which every flat has a page, and a bag of dried apple for the dog on the sixth floor, who does not belong to anybody in the block and is not on the board.",
    ),
    p(
      "In each flat she does the same five things in the same order. She opens a window. She looks at the ceiling for a stain and at the floor for glass. She waters what can be watered. She turns each tap a quarter, so that it remembers. And then, before she shuts the window, she stands still for as long as it takes to say the names of the people who live there.",
    ),
    p(
      "She says *live*. It is the only rule of hers that anyone has ever broken in her hearing; a plumber, who meant nothing by it. He was made to go out on to the landing and come in again.",
    ),
    {
      type: "pull-quote",
      text: "A flat is like a tram at the depot. It is not abandoned. It is waiting for its time.",
      by: "Klavdiia Semenivna, flat 3",
    },
    h2("What people leave"),
    p(
      "People who go in a hurry leave the beds unmade and the washing-up done. She has never understood why it is that way round, and it has been so in thirty flats of forty-one. They leave chargers. They leave the good coat. They leave lists on the door of the refrigerator, and she does not read the lists, but she has noticed that the last line is nearly always the same word, and that the word is *bread*.",
    ),
    p(
      "They also leave instructions, and it is in these that she feels she has got to know her neighbours, having lived above and below some of them for half her life. The engineer on the eighth floor left two typed sheets on how to bleed a radiator, with a diagram. The two students in flat 22 left a note that said *sorry about the bathroom*. The Bondars left nothing, because they were coming back in a fortnight.",
    ),
    quote(
      "Everyone asks me about the silence. There is no silence. Forty-one refrigerators that are switched off make a particular sound, and it is not silence, it is listening.",
      "Klavdiia Semenivna",
    ),
    p(
      "The violets did best. There were six pots of them in flat 30 in the first spring; she has had to divide them so often that there is now a violet on nearly every sill of the block, and in June, when they all come out, the building has a purple line at each floor that can be seen from the trolleybus. A driver told her that passengers ask what it is for. She told him to say that it is for Tuesdays.",
    ),
    h2("The night of the water"),
    p(
      "In the second winter a pipe went in the loft. She heard it before the alarm did, at ten past three, as a change in the building’s breathing, and was on the ninth floor in her nightgown, with the torch in her teeth, in six minutes. It would have gone down through every flat on that side. She knew without the notebook which doors were on it, and in what order the water would come to them; it was, she says, just a timetable.",
    ),
    p(
      "By four she had the valve shut and eleven doors open. By five there was a line of people on the stairs passing basins: the four families who are still in the building, the night shift from the bakery, and three men who had been sleeping in the basement and about whom she has never asked anything. By seven, when the water ought to have come on, there was none, and everybody sat down on the stairs where they were and ate the dried apple.",
    ),
    p(
      "She wrote to all the owners that day, forty-one messages, with a photograph of each ceiling. Every one of them wrote back within the hour. It was the first time, she says, that she had understood how many of them sit with the telephone in their hand.",
    ),
    {
      type: "list",
      ordered: false,
      items: [
        runs("Flat 8: “Is the piano dry? If the piano is dry I do not care about anything else.”"),
        runs("Flat 22: “Is it bad? We can send money. Is the bathroom — no, never mind.”"),
        runs("Flat 30: “And the violets?”"),
        runs("Flat 36: “We are coming home.”"),
      ],
    },
    h2("Number 36"),
    p(
      "They came in March, with a pram. There had been two of them when they went. She had the radiators bled, according to the diagram, and the window open, and had stood for a while in the middle of the kitchen not knowing what to do about the names, since there was one that she did not know yet.",
    ),
    p(
      "She took the key from its hook, carried it up thirty-six steps, and found when she got there that they had one of their own. It had not crossed her mind. Of course they had: she had only ever been given the spare. All forty-one of them, she says, are the spare. The real ones are in coat pockets in Gdańsk and Porto and Tartu, and she has it on good authority that people take them out and look at them.",
    ),
    p(
      "She keeps the hook. Visitors assume it is a reproach to the others, and she lets them. In fact it is in use. On the first of each month the woman from 36 comes down with the child on her hip and hangs something on it: a drawing, a mitten, once a slice of cake in a bag. Klavdiia Semenivna looks at the board a good deal, in the evenings, and says it reads better with a gap. It shows that the thing can be done.",
    ),
    p(
      "At twenty to ten she is back on the first floor. The can is empty. She writes up the notebook, winds the clock that belongs to number 12, and puts the telephone where she can see it. There are forty keys on the wall. The Bondars’ fortnight, she points out, is not over until they say so.",
    ),
  ],
};
