import { expect, test } from "vitest";
import { FRAME_ORIGINS, hostedVideo } from "./hosted-video";

const YOUTUBE = "https://www.youtube-nocookie.com/embed/aBcD_123-xY";

test.each([
  ["https://www.youtube.com/embed/aBcD_123-xY?feature=oembed", YOUTUBE],
  ["https://www.youtube.com/watch?v=aBcD_123-xY&t=12s", YOUTUBE],
  ["https://m.youtube.com/watch?v=aBcD_123-xY", YOUTUBE],
  ["https://youtu.be/aBcD_123-xY?si=x", YOUTUBE],
  ["https://www.youtube.com/shorts/aBcD_123-xY", YOUTUBE],
  ["http://www.youtube-nocookie.com/embed/aBcD_123-xY?rel=0", YOUTUBE],
  ["https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"],
  [
    "https://player.vimeo.com/video/123456789?dnt=1&app_id=1",
    "https://player.vimeo.com/video/123456789?dnt=1",
  ],
  ["https://vimeo.com/123456789/0a1b2c3d4e", "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e"],
  [
    "https://player.vimeo.com/video/123456789?h=0a1b2c3d4e",
    "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
  ],
])("%s is framed as %s", (address, frame) => {
  const video = hostedVideo(address);
  expect(video?.frame).toBe(frame);
  expect(FRAME_ORIGINS).toContain(new URL(frame).origin);
  // What is kept of a film is its frame: everything else is told from that again.
  expect(hostedVideo(frame)).toEqual(video);
  expect(hostedVideo(video?.page ?? "")).toEqual(video);
});

test.each([
  "",
  "/films/crossing.webm",
  "https://www.youtube.com/",
  "https://www.youtube.com/@somebody",
  "https://www.youtube.com/embed/videoseries?list=PL1",
  "https://www.youtube.com/embed/aBcD_123-xY%22onload=",
  "https://youtube.com.evil.example/embed/aBcD_123-xY",
  "https://evil.example/?https://www.youtube.com/embed/aBcD_123-xY",
  "javascript:https://www.youtube.com/embed/aBcD_123-xY",
  "https://vimeo.com/channels/staffpicks",
  "https://player.vimeo.com/video/12/../../evil",
])("no film: %s", (address) => {
  expect(hostedVideo(address)).toBeNull();
});
