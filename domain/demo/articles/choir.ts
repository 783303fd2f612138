import { h2, p, picture, type SampleArticle } from "./write";

export const CHOIR: SampleArticle = {
  slug: "choir-beneath-the-square",
  locale: "en",
  sectionSlug: "culture",
  authorSlugs: ["daryna-moroz"],
  hoursAgo: 20,
  headline: "The choir beneath the square",
  standfirst:
    "It began as a way to pass the alarms. Three years on, the singers of Tsentralna station have a repertoire, a waiting list and a dispute about a tenor.",
  tags: ["music", "city"],
  hero: picture(
    "metro",
    1600,
    900,
    "A choir of seventeen stands in rows under the lit arches of a metro station, a conductor before them.",
    "Rehearsal between the 21:40 and the last train.",
    "Illustration: The Dnipro Courier",
  ),
  editorsNote: null,
  correction: null,
  body: [
    p(
      "The acoustics of Tsentralna station were never meant for anybody. The engineer who lined its vault with ceramic tiles wanted something that could be hosed down. What he made, it turns out, is an instrument: a note sung beside the third pillar arrives at the escalator four seconds later, rounder than it left.",
    ),
    p(
      "“The first winter we only hummed,” says Iryna Koval, who conducts with a pencil. “You do not want to frighten people who are trying to sleep. Then one night an old man said, louder, please, or I shall never drop off.”",
    ),
    h2("Seventeen, and a list"),
    p(
      "There are seventeen of them now: two nurses, a locksmith, a judge, a boy who came to mend the ticket barrier and stayed for the descant. The list of people who would like to join is longer than the choir. Nobody has ever been turned away; they are asked to wait *over there*, where the echo is better.",
    ),
    p(
      "The dispute about the tenor concerns whether he is one. It is conducted with great courtesy and has lasted fourteen months.",
    ),
    {
      type: "pull-quote",
      text: "A station is the only concert hall where the audience is always going somewhere.",
      by: "Iryna Koval, conductor",
    },
    p(
      "On the last Friday of the month they sing until the final train. It does not stop there at that hour, but the driver slows down, opens the window of the cab, and lets the chord through the whole length of the carriages: nine cars, mostly empty, full.",
    ),
    p(
      "Afterwards they sweep the platform. It was the condition on which the metro gave permission, and nobody has ever thought to ask whether it still holds.",
    ),
  ],
};

export const CHOIR_UK: SampleArticle = {
  ...CHOIR,
  locale: "uk",
  headline: "Хор під площею",
  standfirst:
    "Усе почалося як спосіб перечекати тривоги. За три роки співаки станції «Центральна» мають репертуар, чергу охочих і суперечку про тенора.",
  tags: ["музика", "місто"],
  hero: picture(
    "metro",
    1600,
    900,
    "Хор із сімнадцяти людей стоїть рядами під освітленими арками станції метро, перед ним диригентка.",
    "Репетиція між потягом о 21:40 та останнім.",
    "Ілюстрація: The Dnipro Courier",
  ),
  body: [
    p(
      "Акустику станції «Центральна» ні для кого не задумували. Інженер, який облицював склепіння керамікою, хотів, щоб його було легко мити. А вийшов інструмент: нота, узята біля третьої колони, долітає до ескалатора за чотири секунди, кругліша, ніж була.",
    ),
    p(
      "«Першої зими ми тільки мугикали, — каже Ірина Коваль, яка диригує олівцем. — Не хочеться лякати людей, що намагаються заснути. А потім якийсь дідусь попросив: голосніше, будь ласка, бо я так ніколи не засну».",
    ),
    h2("Сімнадцятеро і список"),
    p(
      "Тепер їх сімнадцятеро: дві медсестри, слюсар, суддя, хлопець, який прийшов полагодити турнікет і лишився заради верхнього голосу. Список охочих довший за хор. Нікому ще не відмовили; просять лише зачекати *отам*, де краща луна.",
    ),
    p("Суперечка про тенора полягає в тому, чи він тенор. Ведуть її дуже ввічливо вже чотирнадцять місяців."),
    p(
      "Останньої п’ятниці місяця вони співають до останнього потяга. О тій порі він не зупиняється, але машиніст пригальмовує, відчиняє вікно кабіни й пускає акорд крізь увесь состав: дев’ять вагонів, майже порожніх, повних.",
    ),
    p(
      "Потім вони підмітають платформу. Такою була умова метрополітену, і нікому досі не спало на думку спитати, чи вона ще чинна.",
    ),
  ],
};
