import type { DetailedHTMLProps, HTMLAttributes } from "react";

/** Custom elements take `class`, because React passes their attributes through as they are. */
type ElementProps = DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> & {
  class?: string;
  [data: `data-${string}`]: string | boolean | number | undefined;
};

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "muster-live": ElementProps;
      "muster-video": ElementProps;
      "muster-gallery": ElementProps;
      "muster-choice": ElementProps;
      "muster-copy": ElementProps;
      "muster-time": ElementProps;
      "muster-more": ElementProps;
    }
  }
}
