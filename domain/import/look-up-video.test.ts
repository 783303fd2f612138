import { expect, test } from "vitest";
import { readOembed } from "./look-up-video";

test("YouTube tells a title and a still, Vimeo how long it is as well", () => {
  expect(
    readOembed(
      `{"title":" The crossing ","author_name":"Courier","type":"video","height":113,"width":200,"version":"1.0","provider_name":"YouTube","thumbnail_height":360,"thumbnail_width":480,"thumbnail_url":"https://i.ytimg.com/vi/aBcD_123-xY/hqdefault.jpg","html":"<iframe></iframe>"}`,
    ),
  ).toEqual({
    title: "The crossing",
    still: "https://i.ytimg.com/vi/aBcD_123-xY/hqdefault.jpg",
    durationSeconds: null,
  });
  expect(
    readOembed(
      `{"type":"video","provider_name":"Vimeo","title":"The crossing","duration":754,"thumbnail_url":"https://i.vimeocdn.com/video/1-d_295x166","video_id":123456789}`,
    ),
  ).toEqual({
    title: "The crossing",
    still: "https://i.vimeocdn.com/video/1-d_295x166",
    durationSeconds: 754,
  });
});

test("what is not told is nothing; what is no answer is refused", () => {
  expect(readOembed(`{"title":"","duration":0}`)).toEqual({
    title: null,
    still: null,
    durationSeconds: null,
  });
  expect(() => readOembed("Not Found")).toThrow(SyntaxError);
  expect(() => readOembed(`{"thumbnail_url":"javascript"}`)).toThrow(/thumbnail_url/);
});
