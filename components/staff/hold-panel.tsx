import type { Progress } from "@/domain/drive/progress";
import { formatCount } from "@/domain/staff/room-words";

const button = "px-5 py-2.5 font-semibold";

/** One click holds the number with a reason readers see; one click lets it go. Plain forms: no script needed. */
export function HoldPanel({ progress, liveCount }: { progress: Progress; liveCount: number }) {
  if (progress.held) {
    return (
      <form method="post" action="/staff/release" className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <input type="hidden" name="slug" value={progress.drive} />
        <button type="submit" className={`${button} bg-accent text-paper`}>
          {`Release and show ${formatCount(liveCount)}`}
        </button>
        <p className="max-w-[52ch] text-sm text-soft">
          {`Every page and embed keeps ${formatCount(progress.count)} until you release it.`}
        </p>
      </form>
    );
  }
  return (
    <form method="post" action="/staff/hold" className="flex flex-wrap items-end gap-x-5 gap-y-3">
      <input type="hidden" name="slug" value={progress.drive} />
      <label className="grow basis-72 text-sm">
        <span className="block text-soft">Reason, shown to readers</span>
        <input
          name="reason"
          defaultValue="Paused while we check"
          required
          maxLength={160}
          autoComplete="off"
          className="mt-1 w-full border border-soft bg-paper px-3 py-2.5 text-base text-ink"
        />
      </label>
      <button type="submit" className={`${button} border-2 border-ink`}>
        Hold the number
      </button>
      <p className="basis-full text-sm text-soft">
        Freezes what every page and embed shows. Counting goes on, and one click undoes it.
      </p>
    </form>
  );
}
