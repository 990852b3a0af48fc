/** How many processes a command is to use. */
import { defaultJobs } from "../publish/jobs.ts"
import { InputError } from "./errors.ts"
import { positive } from "./systems.ts"

/** More processes than this are a slip of the finger. */
const limit_jobs = 256
/** How many processes `--jobs` asks for; as many as there are cores where nothing is said. @throws InputError for no number, or far too many */
export const jobsFrom = (text: string | undefined): number => {
  const jobs = positive("jobs", text) ?? defaultJobs
  if (jobs > limit_jobs) throw new InputError(`--jobs ${jobs} is more than ${limit_jobs} processes`, "As many as there are cores are enough.")
  return jobs
}
