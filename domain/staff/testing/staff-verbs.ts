import { nameEmbedHost, switchEmbedHost } from "@/domain/embed/change-embed-host";
import { listEmbedHosts } from "@/domain/embed/list-embed-hosts";
import { errorCode } from "@/domain/errors";
import { newId } from "@/domain/new-id";
import { addChartNote, removeChartNote } from "@/domain/outlook/chart-notes";
import { exportRows } from "@/domain/outlook/export-rows";
import { readLedger } from "@/domain/outlook/read-ledger";
import { readMembership } from "@/domain/outlook/read-membership";
import { readDepartures, readMovement } from "@/domain/outlook/read-movement";
import { readOutlook } from "@/domain/outlook/read-outlook";
import { checkLedger } from "../check-ledger";
import { endDriveAsStaff } from "../end-drive";
import { erasePersonAsStaff, readErasures } from "../erase-as-staff";
import { holdDriveAsStaff, releaseDriveAsStaff } from "../hold-as-staff";
import { inviteStaff, listInvitations, withdrawInvitation } from "../invite";
import { chooseBannerPages, readBannerPages } from "../manage-banner";
import { changeDriveAsStaff, createDriveAsStaff, listDrives } from "../manage-drives";
import { readLetters, resendLetter } from "../manage-letters";
import {
  addChannel,
  changeChannel,
  readNotifications,
  removeChannel,
  testChannel,
} from "../manage-notifications";
import { choosePlans, readPlanChoice } from "../manage-plans";
import { chooseProductsAsStaff, previewProductsAsStaff, readProducts } from "../manage-products";
import {
  confirmSourceDraft,
  discardSourceDraft,
  draftSource,
  previewUndo,
  readSourceDraft,
  readSources,
  undoSourceAsStaff,
} from "../manage-sources";
import { changeStaffRole, listStaff, removeSecondFactor, removeStaff } from "../manage-staff";
import { previewDrive } from "../preview-drive";
import { readAuditLog } from "../read-audit-log";
import { readRoom } from "../read-room";
import { readTrust, watchComparison } from "../read-trust";
import {
  compareAsStaff,
  fetchUndeliveredAsStaff,
  releaseMailAsStaff,
  replayAsStaff,
} from "../repair-as-staff";
import type { StaffMember } from "../staff-member";
import type { StaffWorld } from "./staff-world";

type Call = (world: StaffWorld, staff: StaffMember | null) => Promise<unknown>;

export interface StaffVerb {
  /** The lowest role that may call it. */
  role: StaffMember["role"];
  call: Call;
  /** Nothing listens there in a staff world: only that it refuses can be looked at. */
  asksStripe?: boolean;
}

export const member = (role: StaffMember["role"]): StaffMember => ({
  id: "1",
  email: `${role}@courier.example`,
  role,
});

/** An account that the verbs about staff are tried on. */
export const other = { email: "other@courier.example", role: "viewer" };

const admin = member("admin");
const viewer = (call: Call): StaffVerb => ({ role: "viewer", call });
const editor = (call: Call): StaffVerb => ({ role: "editor", call });
const admins = (call: Call): StaffVerb => ({ role: "admin", call });

const source = () => ({ name: newId(), asOf: "2026-11-20", people: "10", reason: "A report" });
const channel = { kind: "email", target: "newsroom@courier.example", events: ["digest"] };
/** A drive of next year as its form sends it. */
export const driveForm = {
  titleEn: "Another drive",
  messageEn: "Help us.",
  goal: "100",
  stretchGoal: "",
  startsAt: "2027-02-01T00:00",
  endsAt: "2027-03-01T00:00",
  timezone: "Europe/Kyiv",
  counting: "total",
};

/** The role was enough: the verb went on to look, and found nothing. */
function knownNothing(error: unknown): void {
  if (!["person_not_found", "invalid_input"].includes(errorCode(error) ?? "")) throw error;
}

/** Every verb of the staff room, filled in so that only the role can refuse. */
export const STAFF_VERBS: Record<string, StaffVerb> = {
  readRoom: viewer(({ ctx }, staff) => readRoom(ctx, staff)),
  readOutlook: viewer(({ ctx }, staff) => readOutlook(ctx, staff, { slug: "25000", compareWith: null })),
  readMovement: viewer(({ ctx }, staff) => readMovement(ctx, staff, { days: 1, timezone: "UTC", total: 0 })),
  readDepartures: viewer(({ ctx }, staff) => readDepartures(ctx, staff, "UTC")),
  readLedger: viewer(({ ctx }, staff) => readLedger(ctx, staff, {})),
  readMembership: viewer(({ ctx }, staff) => readMembership(ctx, staff)),
  readAuditLog: viewer(({ ctx }, staff) => readAuditLog(ctx, staff, { before: null, subject: null })),
  exportRows: editor(({ ctx }, staff) => exportRows(ctx, staff, "ledger")),

  holdDriveAsStaff: editor(({ ctx }, staff) =>
    holdDriveAsStaff(ctx, staff, { slug: "25000", reason: "A check" }),
  ),
  releaseDriveAsStaff: editor(async ({ ctx }, staff) => {
    await holdDriveAsStaff(ctx, admin, { slug: "25000", reason: "A check" });
    await releaseDriveAsStaff(ctx, staff, { slug: "25000" });
  }),
  readLetters: viewer(({ ctx }, staff) => readLetters(ctx, staff)),
  resendLetter: editor(({ ctx }, staff) =>
    resendLetter(ctx, staff, { id: newId(), address: "", knowing: true }).catch(knownNothing),
  ),
  readErasures: admins(({ ctx }, staff) => readErasures(ctx, staff)),
  erasePersonAsStaff: admins(({ ctx }, staff) =>
    erasePersonAsStaff(ctx, staff, { who: "nobody@readers.example", deleteInStripe: false }).catch(
      knownNothing,
    ),
  ),
  readBannerPages: viewer(({ ctx }, staff) => readBannerPages(ctx, staff)),
  chooseBannerPages: editor(({ ctx }, staff) =>
    chooseBannerPages(ctx, staff, { revision: 0, ticked: ["/"], addresses: "" }),
  ),
  listDrives: viewer(({ ctx }, staff) => listDrives(ctx, staff)),
  previewDrive: viewer(({ ctx }, staff) =>
    previewDrive(ctx, staff, { slug: "25000", moment: "start", locale: "en" }),
  ),
  createDriveAsStaff: editor(({ ctx }, staff) =>
    createDriveAsStaff(ctx, staff, { ...driveForm, slug: newId() }),
  ),
  changeDriveAsStaff: editor(async ({ ctx }, staff) => {
    const { slug } = await createDriveAsStaff(ctx, admin, { ...driveForm, slug: newId() });
    await changeDriveAsStaff(ctx, staff, { ...driveForm, slug, revision: "1", goal: "200" });
  }),
  // Somebody else's revision: the drive goes on for the others.
  endDriveAsStaff: editor(({ ctx }, staff) =>
    endDriveAsStaff(ctx, staff, { slug: "25000", revision: "999", reason: "A check" }),
  ),
  addChartNote: editor(({ ctx }, staff) =>
    addChartNote(ctx, staff, { slug: "25000", day: "2026-11-20", words: "A note" }),
  ),
  removeChartNote: editor(({ ctx }, staff) => removeChartNote(ctx, staff, { id: "999999" })),
  listEmbedHosts: viewer(({ ctx }, staff) => listEmbedHosts(ctx, staff)),
  nameEmbedHost: editor(({ ctx }, staff) =>
    nameEmbedHost(ctx, staff, { host: "partner.example", name: "Partner" }),
  ),
  switchEmbedHost: editor(({ ctx }, staff) =>
    switchEmbedHost(ctx, staff, { host: "partner.example", isOff: true }),
  ),

  readTrust: viewer(({ ctx }, staff) => readTrust(ctx, staff)),
  watchComparison: viewer(({ ctx }, staff) => watchComparison(ctx, staff)),
  checkLedger: editor(({ ctx }, staff) => checkLedger(ctx, staff)),
  replayAsStaff: editor(({ ctx }, staff) => replayAsStaff(ctx, staff, { id: "all" })),
  fetchUndeliveredAsStaff: {
    ...editor(({ ctx }, staff) => fetchUndeliveredAsStaff(ctx, staff)),
    asksStripe: true,
  },
  compareAsStaff: { ...editor(({ ctx }, staff) => compareAsStaff(ctx, staff)), asksStripe: true },
  releaseMailAsStaff: editor(({ ctx }, staff) => releaseMailAsStaff(ctx, staff)),

  readSources: viewer(({ ctx }, staff) => readSources(ctx, staff)),
  draftSource: editor(({ ctx }, staff) => draftSource(ctx, staff, source())),
  readSourceDraft: editor(({ ctx }, staff) => readSourceDraft(ctx, staff, "")),
  confirmSourceDraft: editor(async ({ ctx }, staff) => {
    await confirmSourceDraft(ctx, staff, await draftSource(ctx, admin, source()));
  }),
  discardSourceDraft: editor(({ ctx }, staff) => discardSourceDraft(ctx, staff, { id: newId() })),
  previewUndo: editor(({ ctx }, staff) => previewUndo(ctx, staff, { recordId: 1, revision: 1 })),
  undoSourceAsStaff: editor(async ({ ctx }, staff) => {
    const { recordId } = await confirmSourceDraft(ctx, admin, await draftSource(ctx, admin, source()));
    await undoSourceAsStaff(ctx, staff, { recordId, revision: 1 });
  }),

  readProducts: viewer(({ ctx }, staff) => readProducts(ctx, staff)),
  previewProductsAsStaff: editor(({ ctx }, staff) =>
    previewProductsAsStaff(ctx, staff, { ticked: [], seen: [] }),
  ),
  readPlanChoice: viewer(({ ctx }, staff) => readPlanChoice(ctx, staff)),
  choosePlans: editor(async ({ ctx }, staff) => {
    const { revision } = await readPlanChoice(ctx, member("admin"));
    await choosePlans(ctx, staff, { revision, offered: [], own: [] });
  }),
  chooseProductsAsStaff: editor(({ ctx }, staff) =>
    chooseProductsAsStaff(ctx, staff, { ticked: [], seen: ["prod_x"], reason: "A check" }),
  ),

  readNotifications: viewer(({ ctx }, staff) => readNotifications(ctx, staff)),
  addChannel: editor(({ ctx }, staff) => addChannel(ctx, staff, channel)),
  changeChannel: editor(async ({ ctx }, staff) => {
    const { id } = await addChannel(ctx, admin, channel);
    await changeChannel(ctx, staff, { id, events: ["hold"] });
  }),
  testChannel: editor(({ ctx }, staff) => testChannel(ctx, staff, { id: "1" })),
  removeChannel: editor(async ({ ctx }, staff) => {
    const { id } = await addChannel(ctx, admin, channel);
    await removeChannel(ctx, staff, { id });
  }),

  listStaff: admins(({ ctx }, staff) => listStaff(ctx, staff)),
  listInvitations: admins(({ ctx }, staff) => listInvitations(ctx, staff)),
  inviteStaff: admins(({ ctx }, staff) =>
    inviteStaff(ctx, staff, { email: "new@courier.example", role: "viewer" }),
  ),
  withdrawInvitation: admins(async ({ ctx }, staff) => {
    await inviteStaff(ctx, admin, { email: "gone@courier.example", role: "viewer" });
    const [open] = await listInvitations(ctx, admin);
    await withdrawInvitation(ctx, staff, { id: open?.id });
  }),
  changeStaffRole: admins(({ ctx }, staff) => changeStaffRole(ctx, staff, other)),
  removeSecondFactor: admins(({ ctx }, staff) => removeSecondFactor(ctx, staff, other)),
  removeStaff: admins(({ ctx }, staff) => removeStaff(ctx, staff, other)),
};
