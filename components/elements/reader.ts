import { MusterChoice } from "./muster-choice";
import { MusterCopy } from "./muster-copy";
import { MusterGallery } from "./muster-gallery";
import { MusterLive } from "./muster-live";
import { MusterMore } from "./muster-more";
import { MusterVideo } from "./muster-video";
import { listenForPageButtons } from "./page-buttons";

customElements.define("muster-live", MusterLive);
customElements.define("muster-video", MusterVideo);
customElements.define("muster-gallery", MusterGallery);
customElements.define("muster-more", MusterMore);
customElements.define("muster-choice", MusterChoice);
customElements.define("muster-copy", MusterCopy);
listenForPageButtons();
