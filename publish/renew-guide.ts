/** Writes into the guide what its commands really print: `node --import tsx publish/renew-guide.ts`. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { readSources } from "./docs.ts"
import { rewriteGuide } from "./guide.ts"
import { root } from "./systems.ts"

for (const { path, text } of readSources(root).filter((s) => s.path.startsWith("guide/"))) {
  const rewritten = await rewriteGuide(text)
  if (rewritten !== text) writeFileSync(join(root, "spec", path), rewritten)
  process.stdout.write(`spec/${path}: ${rewritten === text ? "as it was" : "rewritten"}\n`)
}
