import { blank, blue, old, red, white, type Opaque } from "tcnet"

/**
 * Which of the two followed frames were submitted. The monitors judge streams of white frames with at most one red
 * and, after it, at most one blue: by data independence (Wolper, POPL 1986) these show every loss, duplicate and
 * reordering. Any other stream is `outside` and judged by nothing.
 */
export type Submitted = "none" | "red" | "blue" | "outside"

/** The history of submission after one more frame. */
export const afterSubmit = (submitted: Submitted, frame: Opaque): Submitted => {
  if (frame === white) return submitted
  if (frame === red && submitted === "none") return "red"
  if (frame === blue && submitted === "red") return "blue"
  return "outside"
}

/** What was delivered so far, and once it was wrong, how. */
export type Delivered = "none" | "red" | "blue" | "duplicate" | "misordered" | "phantom"

/** The history of delivery after one more frame. */
export const afterDeliver = (delivered: Delivered, frame: Opaque): Delivered => {
  if (delivered === "duplicate" || delivered === "misordered" || delivered === "phantom") return delivered
  if (frame === blank || frame === old) return "phantom"
  if (frame === white) return delivered
  if (frame === red) {
    if (delivered === "none") return "red"
    return delivered === "red" ? "duplicate" : "misordered"
  }
  if (delivered === "red") return "blue"
  return delivered === "blue" ? "duplicate" : "misordered"
}
