export const INK = "#1c1b19";
export const SOFT = "#5b574e";
export const ACCENT = "#1f3a6d";
export const SERIF = "Georgia, 'Times New Roman', serif";
