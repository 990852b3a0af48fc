import { expect, it } from "vitest"
import { defaultJobs } from "../publish/jobs.ts"
import { jobsFrom } from "./jobs.ts"

it("--jobs is a number of processes that a machine can have, and the cores where nothing is said", () => {
  expect([jobsFrom(undefined), jobsFrom("1"), jobsFrom("256")]).toEqual([defaultJobs, 1, 256])
  expect(() => jobsFrom("257")).toThrow("--jobs 257 is more than 256 processes")
  expect(() => jobsFrom("0")).toThrow("--jobs takes a whole number of at least 1, not 0")
})
