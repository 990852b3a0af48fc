/** For tests: logs made from random runs of a system, mutations of them, and the plainest judge there can be. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Instance, Reading } from "../../checker/ir/reading.ts"
import { isSequence, mostOf, scalarOf, sortAt, type Sort } from "../../checker/ir/sort.ts"
import type { RuleIr, Sizes, SystemIr } from "../../checker/ir/system.ts"
import { same, type State, type Value } from "../../checker/ir/value.ts"
