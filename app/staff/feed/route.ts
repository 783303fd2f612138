import { readRoom } from "@/domain/staff/read-room";
import { staffJson } from "../json-answer";

export const GET = staffJson(readRoom);
