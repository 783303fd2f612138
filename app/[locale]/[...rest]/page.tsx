import { notFound } from "next/navigation";

/** Any other address: the language's own not-found page, inside its layout. */
export default function Anything(): never {
  notFound();
}
