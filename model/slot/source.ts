import { blue, red, white, type Opaque } from "tcnet"

/**
 * What the application has submitted in this epoch. It submits white frames, at most one red one and after it at most
 * one blue one: since no rule looks at a payload, what such streams show of loss, duplicates and order holds of every
 * stream (data independence: Wolper, POPL 1986).
 */
export type Submitted = "none" | "red" | "blue"
/** A frame as the application submits it. */
export type Frame = "white" | "red" | "blue"

/** True if the application may submit this frame next. */
export const maySubmit = (submitted: Submitted, frame: Frame): boolean => {
  switch (frame) {
    case "white": return true
    case "red": return submitted === "none"
    case "blue": return submitted === "red"
  }
}
/** What was submitted, after one more frame. */
export const afterSubmit = (submitted: Submitted, frame: Frame): Submitted => {
  switch (frame) {
    case "white": return submitted
    case "red": return "red"
    case "blue": return "blue"
  }
}

/** The payload of a frame. */
export const payloadOf = (frame: Frame): Opaque => {
  switch (frame) {
    case "white": return white
    case "red": return red
    case "blue": return blue
  }
}

/** What was delivered in this epoch, and once it was wrong, how. */
export type Delivered = "none" | "red" | "blue" | "duplicate" | "misordered" | "phantom" | "torn"

/** The history of delivery after one more slot was consumed, its payload and trailer as they were read. */
export const afterPart = (delivered: Delivered, isPart: boolean, part: Opaque, payload: Opaque, trailer: Opaque): Delivered =>
  (payload !== trailer || (isPart && part !== payload) ? "torn" : delivered)

/** The history of delivery after one more frame. What is wrong once stays wrong. */
export const afterDeliver = (delivered: Delivered, frame: Opaque): Delivered => {
  if (delivered === "duplicate" || delivered === "misordered" || delivered === "phantom" || delivered === "torn") return delivered
  if (frame === white) return delivered
  if (frame === red) {
    if (delivered === "none") return "red"
    return delivered === "red" ? "duplicate" : "misordered"
  }
  if (frame !== blue) return "phantom"
  if (delivered === "red") return "blue"
  return delivered === "blue" ? "duplicate" : "misordered"
}
