import { SiteFrame, type SiteFrameProps } from "@/components/site-frame";
import { newsroomIn } from "./newsroom";

/** The frame of every reader page, with the newsroom's own name on it. */
export function ReaderFrame(props: Omit<SiteFrameProps, "newsroom">) {
  return <SiteFrame {...props} newsroom={newsroomIn(props.locale)} />;
}
