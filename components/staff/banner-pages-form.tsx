import type { BannerPages } from "@/domain/staff/manage-banner";
import { SendByEditor, TextArea, Tick } from "./forms";

/** Which pages go without the banner. */
export function BannerPagesForm({ chosen, mayChange }: { chosen: BannerPages; mayChange: boolean }) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        A drive does not belong beside everything. These pages carry neither the banner nor its slim line;
        what you choose shows on the next page that a reader opens.
      </p>
      <form method="post" action="/staff/banner/choose" className="mt-6 max-w-[44rem]">
        <fieldset disabled={!mayChange}>
          <legend className="font-serif text-2xl font-semibold">Without the banner</legend>
          <input type="hidden" name="revision" value={chosen.revision} />
          <div className="mt-3 grid gap-x-8 sm:grid-cols-2">
            {chosen.parts.map(({ address, name, isWithout }) => (
              <Tick
                key={address}
                name="without"
                value={address}
                defaultChecked={isWithout}
                label={address === "/" ? name : `${name}, and its articles`}
              />
            ))}
          </div>
          <div className="mt-4">
            <TextArea
              label="Articles and topics"
              hint="One address a line, as the browser shows it, in either language. A topic covers its articles."
              name="addresses"
              rows={6}
              spellCheck={false}
              defaultValue={chosen.addresses.join("\n")}
            />
          </div>
          <div className="mt-6">
            <SendByEditor mayChange={mayChange}>Save</SendByEditor>
          </div>
        </fieldset>
      </form>
    </>
  );
}
