const SENTENCE = "Quality journalism takes work, and a community that cares. ";

/** As long as a middling article, rendered once at build. */
export default function Page() {
  return (
    <main>
      <h1>12,345 out of 25,000</h1>
      {Array.from({ length: 40 }, (_, n) => (
        <p key={String(n)}>
          {n}. {SENTENCE.repeat(6)}
        </p>
      ))}
    </main>
  );
}
