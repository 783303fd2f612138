/** What is there is no picture that can be shown, and will be none another time; the message says why. */
export class UnusablePictureError extends Error {
  override readonly name = "UnusablePictureError";
}
