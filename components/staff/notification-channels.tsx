import type { NoticeEvent } from "@/domain/notify/notice";
import type { ShownChannel, Told } from "@/domain/staff/manage-notifications";
import { dayOf } from "@/domain/staff/room-words";
import { Choice, Field, Part, Send, Tick } from "./forms";
import { ToldList } from "./told-list";

const EVENTS: readonly (readonly [NoticeEvent, string])[] = [
  ["milestone", "Milestones: a tenth, quarters, each thousand, the goal"],
  ["stall", "Stalls: nobody has joined for two days"],
  ["failure", "Failures: events, checks or comparisons that went wrong, once a day"],
  ["hold", "Holds, by staff or by the jump guard"],
  ["digest", "The daily digest, at eight in the morning"],
];

/** Who is told of what, and what they were told. */
export function NotificationChannels({
  channels,
  told,
  canMail,
  timezone,
  now,
  mayChange,
}: {
  channels: readonly ShownChannel[];
  told: readonly Told[];
  canMail: boolean;
  timezone: string;
  now: Date;
  mayChange: boolean;
}) {
  return (
    <>
      <p className="mt-2 max-w-[66ch] text-lg">
        Be told by e-mail, or in Slack, Mattermost or another chat that takes Slack’s incoming webhooks.
        Nothing in it tells who a member is.
      </p>
      <Part id="channels" title="Who is told">
        {channels.length === 0 ? (
          <p className="mt-2 text-soft">
            Nobody yet. Each address or webhook stands here with what it is told of.
          </p>
        ) : (
          <ul className="mt-2">
            {channels.map((channel) => (
              <li key={channel.id} className="border-t border-rule py-4 first:border-t-0">
                <Channel channel={channel} timezone={timezone} mayChange={mayChange} />
              </li>
            ))}
          </ul>
        )}
      </Part>
      {mayChange && (
        <Part id="add" title="Tell someone">
          <form method="post" action="/staff/notifications/add" className="mt-4 max-w-xl space-y-4">
            <Choice
              label="By"
              name="kind"
              defaultValue={canMail ? "email" : "webhook"}
              options={[
                ["email", canMail ? "E-mail" : "E-mail (there is no mail server: SMTP_URL is not set)"],
                ["webhook", "A webhook as Slack has them"],
              ]}
            />
            <Field
              label="E-mail address, or address of the webhook"
              name="target"
              required
              maxLength={1000}
              autoComplete="off"
              hint="It is kept sealed, and never shown whole again. A webhook’s begins with https."
            />
            <Events chosen={["milestone", "stall", "failure", "hold", "digest"]} />
            <Send>Add</Send>
          </form>
        </Part>
      )}
      <ToldList told={told} timezone={timezone} now={now} />
    </>
  );
}

function Channel({
  channel,
  timezone,
  mayChange,
}: {
  channel: ShownChannel;
  timezone: string;
  mayChange: boolean;
}) {
  const { id, kind, shown, events, createdBy, createdAt } = channel;
  return (
    <div className="grid gap-x-10 gap-y-2 md:grid-cols-[20rem_1fr]">
      <div>
        <p className="font-serif text-xl font-semibold break-all">{shown}</p>
        <p className="text-sm break-words text-soft">
          {`${kind === "email" ? "E-mail" : "Webhook"}, added on ${dayOf(createdAt, timezone)} by ${createdBy}`}
        </p>
      </div>
      {mayChange ? (
        <div>
          <form method="post" action="/staff/notifications/change">
            <input type="hidden" name="id" value={id} />
            <Events chosen={events} of={shown} />
            <Send look="quiet">{`Change what ${shown} is told`}</Send>
          </form>
          <div className="flex flex-wrap gap-x-6">
            <form method="post" action="/staff/notifications/test">
              <input type="hidden" name="id" value={id} />
              <Send look="quiet">{`Send a test to ${shown}`}</Send>
            </form>
            <form method="post" action="/staff/notifications/remove">
              <input type="hidden" name="id" value={id} />
              <Send look="danger">{`Remove ${shown}`}</Send>
            </form>
          </div>
        </div>
      ) : (
        <p>{EVENTS.flatMap(([event, name]) => (events.includes(event) ? name : [])).join("; ")}</p>
      )}
    </div>
  );
}

function Events({ chosen, of }: { chosen: readonly NoticeEvent[]; of?: string }) {
  return (
    <fieldset>
      <legend className="text-sm font-medium">{of ? `What ${of} is told of` : "Of what"}</legend>
      {EVENTS.map(([event, name]) => (
        <Tick key={event} name="events" value={event} defaultChecked={chosen.includes(event)} label={name} />
      ))}
    </fieldset>
  );
}
