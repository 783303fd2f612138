"use client";

import { useEffect } from "react";
import { takeTyped } from "./typed";

/** What was bought is not kept in the tab any longer. */
export function ForgetTyped() {
  useEffect(() => {
    takeTyped();
  }, []);
  return null;
}
