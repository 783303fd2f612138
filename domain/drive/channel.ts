/** NOTIFY channel that carries the version of every commit to the other instances. */
export const PROGRESS_CHANNEL = "muster_progress";

/** Said on the channel in place of a version when pages themselves changed. */
export const CONTENT_CHANGED = "content";
