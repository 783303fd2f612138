// Draws the sample newsroom's pictures: flat, two-tone scenes in the manner of a linocut. Run: node scripts/draw-pictures.mjs
import { bakery, bicycles, clock, keys, trolleybus } from "./pictures/city-scenes.mjs";
import { bridge, invoices, metro, river, workshop } from "./pictures/first-scenes.mjs";
import { bell, bicycle, boat, piano } from "./pictures/mud-scenes.mjs";
import { portrait } from "./pictures/portrait.mjs";

bridge();
workshop();
river();
metro();
invoices();
keys();
bakery();
clock();
bicycles();
trolleybus();
boat();
bell();
bicycle();
piano();
portrait("author-halyna", "#d7e0e6", "#1f3555", "#e2b48c", "#5b2f1e", "bob");
portrait("author-ostap", "#e8dcc8", "#3d5233", "#d9a071", "#2b2320", "beard");
portrait("author-daryna", "#e3d4d0", "#7a2f2b", "#c98f63", "#1f1b22", "short");
portrait("author-marko", "#dbe2d3", "#31516b", "#e5b78c", "#7a4a24", "beard");
