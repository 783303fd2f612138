import { MusterGallery } from "./muster-gallery";
import { MusterLive } from "./muster-live";
import { MusterVideo } from "./muster-video";

customElements.define("muster-live", MusterLive);
customElements.define("muster-video", MusterVideo);
customElements.define("muster-gallery", MusterGallery);
