import type { Progress } from "@/domain/drive/progress";
import { formatCount } from "@/domain/staff/room-words";

const QUARTERS = [25, 50, 75] as const;

/** A thin bar to the goal, or to the stretch goal once the first is reached. */
export function GoalBar({ progress }: { progress: Progress }) {
  const { count, goal, stretchGoal } = progress;
  const end = count >= goal && stretchGoal ? stretchGoal : goal;
  const share = Math.min(100, (count / end) * 100);
  const words = `${formatCount(count)} out of ${formatCount(end)}`;
  return (
    <svg
      role="img"
      aria-label={words}
      className="block h-4 w-full text-accent"
      preserveAspectRatio="none"
      viewBox="0 0 100 16"
    >
      <rect x="0" y="4" width="100" height="8" className="fill-track" />
      <rect x="0" y="4" width={share} height="8" fill="currentColor" />
      {QUARTERS.map((quarter) => (
        <line
          key={quarter}
          x1={quarter}
          x2={quarter}
          y1="0"
          y2="16"
          className="stroke-ink"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {end > goal && (
        <line
          x1={(goal / end) * 100}
          x2={(goal / end) * 100}
          y1="0"
          y2="16"
          className="stroke-joy"
          strokeWidth="3"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
