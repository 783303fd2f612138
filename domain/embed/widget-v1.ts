/** The `integrity` of `/widget.v1.js`, whose bytes never change (docs/decisions/0051); a test holds it to the file. */
export const WIDGET_V1_INTEGRITY = "sha384-on/Nw5iDC2fUB2O2Zpxmd4Ihd9WRBQIK629YszjTKnEfBzP2dCKX2zIVj70QLj1u";
