import type { Progress } from "@/domain/drive/progress";
import {
  clockTime,
  deadlineSentence,
  formatChange,
  formatCount,
  placeOf,
  stateName,
  stateSentence,
} from "@/domain/staff/room-words";
import { Defined } from "./defined";
import { GoalBar } from "./goal-bar";

const MEMBERS =
  "People whose membership counts: each once, whoever pays for it, whatever it costs, until it ends.";
const TRUE_COUNT = "What readers would see without the hold. Counting never stops.";

/** The number, first and large, with what it is out of and how long there is. */
export function CountFigure({
  progress,
  liveCount,
  now,
}: {
  progress: Progress;
  liveCount: number;
  now: Date;
}) {
  const { held, timezone } = progress;
  const sentence = stateSentence(progress, now);
  return (
    <section aria-labelledby="drive-title">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1">
        <h1 id="drive-title" className="font-serif text-xl font-semibold wrap-anywhere md:text-2xl">
          {progress.title}
        </h1>
        <p className={`text-sm font-semibold ${held ? "text-warn" : "text-accent"}`}>{stateName(progress)}</p>
      </div>
      <p className="mt-3 text-sm text-soft">
        <Defined label={held ? "Members, as shown to readers" : "Members"} definition={MEMBERS} />
      </p>
      <p className="flex flex-wrap items-baseline gap-x-[0.14em] gap-y-[0.08em] font-serif text-[clamp(4.75rem,var(--number,19vw),17rem)] leading-[0.9] tracking-tight tabular-nums">
        <span className="font-semibold" data-version={progress.version} data-count={progress.count}>
          {formatCount(progress.count)}
        </span>{" "}
        <span className="text-[0.24em] leading-tight tracking-normal text-soft">
          {`out of ${formatCount(progress.goal)}`}
        </span>
      </p>
      <div className="mt-6">
        <GoalBar progress={progress} />
      </div>
      <p className="mt-2 flex flex-wrap justify-between gap-x-6 tabular-nums">
        <span>{`${progress.percent.toLocaleString("en")}%`}</span>
        <span>{progress.remaining > 0 ? `${formatCount(progress.remaining)} to go` : "The goal is met"}</span>
      </p>
      {held && (
        <p className="mt-5 border-l-4 border-warn pl-4 font-serif text-2xl md:text-3xl">
          <Defined label="True running count" definition={TRUE_COUNT} />{" "}
          <span className="font-semibold tabular-nums" data-live-count={liveCount}>
            {formatCount(liveCount)}
          </span>
          {liveCount !== progress.count && (
            <span className="text-soft tabular-nums">{` (${formatChange(liveCount - progress.count)})`}</span>
          )}
        </p>
      )}
      <p className="mt-5 max-w-[66ch] font-serif text-xl leading-normal md:text-2xl">
        {[sentence, deadlineSentence(progress, now)].filter(Boolean).join(" ")}
      </p>
      <p className="mt-1 text-sm text-soft">
        {progress.verifiedAt
          ? `Verified against Stripe at ${clockTime(progress.verifiedAt, timezone)}, ${placeOf(timezone)} time.`
          : "Not compared with Stripe yet; the time of the first comparison will show here."}
      </p>
    </section>
  );
}
