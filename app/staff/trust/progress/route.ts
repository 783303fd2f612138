import { watchComparison } from "@/domain/staff/read-trust";
import { staffJson } from "../../json-answer";

export const GET = staffJson(async (ctx, staff) => ({ comparing: await watchComparison(ctx, staff) }));
