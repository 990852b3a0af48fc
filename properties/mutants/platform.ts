/** Platforms that lack one of the requirements, as changes of the world's rules, or of an endpoint's where the requirement is a fence. */
import type { Historical } from "./historical.ts"

export interface Removal extends Pick<Historical, "text" | "system" | "size" | "changes"> {
  /** The requirement that is gone. */
  readonly requirement: string
}

const thinFabric = "model/fabric/fabric.ts"
const fabric = "model/notify/fabric.ts"
const unordered = "model/notify/unordered.ts"
const lostReads = "model/notify/lost-reads.ts"
/** A rule by which the second of two writes under way lands first. `rule` and `up` are the file's words, `to` is what landing does there. */
const overtakes = (o: { readonly rule: string; readonly up: string; readonly which: string; readonly to: string }): string => `const overtake = ${o.rule}({
  id: "fabric.overtakes", text: "A later posted write lands first.", by: "world", hidden: true,
  when: (s) => ({ up: ${o.up}, two: s.from.out.length > 1 && ${o.which} }),
  then: (s) => next(s, { from: { out: take(s.from.out, 1) }, to: { ${o.to} } }),
})
`
const thin = (which: string): Removal["changes"] => [
  [thinFabric, "import { head, machine, model, next, rest,", "import { at, head, machine, model, next, rest, take,"],
  [thinFabric, "const vanish = rule({", `${overtakes({ rule: "rule", up: "!s.link.isDown", which, to: "window: landed(s.to.window, at(s.from.out, 1))" })}const vanish = rule({`],
  [thinFabric, "rules: [land, vanish]", "rules: [land, overtake, vanish]"],
]
const hole = `const hole = rule({
  id: "fabric.hole", text: "A posted write vanishes.", by: "fault", hidden: true,
  when: (s) => ({ posted: s.from.out.length > 0 }),
  then: (s) => next(s, { from: { out: rest(s.from.out) } }),
})
`

/** What, beside a doorbell, lands before the posted writes in front of it. */
const passes = (word: string): Removal["changes"] => [[unordered, "at(s.from.out, i).word === \"doorbell\" || every", `at(s.from.out, i).word === "doorbell" || at(s.from.out, i).word === "${word}" || every`]]
const early = `const early = local.rule({
  id: "processor.early", text: "A read leaves before the write in front of it.", by: "world", hidden: true,
  when: (s, n) => ({ second: s.buffer.length > 1 && at(s.buffer, 1).word === "read", hasRoom: s.out.length < n.posted }),
  then: (s) => next(s, { buffer: take(s.buffer, 1), out: push(s.out, at(s.buffer, 1)) }),
})
`

const outage = "model/fabric/outage.ts"

export const removals: readonly Removal[] = [
  {
    requirement: "platform.ownerSeesFailure", system: "ring", text: "The link may fail without the owner of the ring seeing it.",
    changes: [
      [outage, "seen: [\"byBoth\", \"byOwner\"]", "seen: [\"byBoth\", \"byOwner\", \"byNobody\"]"],
      [outage, "    to: { link: s.link.changes + 1 },\n  }),\n})\n\nconst comesBack", "    to: { link: p.seen === \"byNobody\" ? s.to.link : s.link.changes + 1 },\n  }),\n})\n\nconst comesBack"],
      [outage, "    to: { link: s.link.changes + 1 },\n  }),\n})\n\nexport const outage", "    to: { link: isUp(s.to.link) ? s.to.link : s.link.changes + 1 },\n  }),\n})\n\nexport const outage"],
    ],
  },
  {
    requirement: "platform.postedInOrder", system: "ring.thin", text: "Of two posted writes to words of one kind the later one may land first.",
    changes: thin("at(s.from.out, 0).word === at(s.from.out, 1).word"),
  },
  {
    requirement: "platform.doorbellBehind", system: "wakeup", size: "large", text: "A doorbell may land before the posted write in front of it.",
    changes: [
      [fabric, "import { head, machine, model, next, push, rest, take,", "import { at, head, machine, model, next, push, rest, take,"],
      [fabric, "export const fabric:", `${overtakes({ rule: "between.rule", up: "isUp(s.link.changes)", which: "at(s.from.out, 1).word === \"doorbell\"", to: "bell: rung(s.to.bell)" })}export const fabric:`],
      [fabric, "rules: [land, zeros]", "rules: [land, overtake, zeros]"],
    ],
  },
  { requirement: "platform.readPushes", system: "wakeup.flushing", size: "large", text: "A read may land before the posted writes in front of it.", changes: passes("read") },
  { requirement: "platform.completionBehind", system: "wakeup.flushing", size: "large", text: "A completion may land before the posted writes in front of it.", changes: passes("completion") },
  {
    requirement: "platform.allOnes", system: "wakeup.flushing", text: "A read that is lost comes back like one that is not.",
    size: "standard", changes: [[lostReads, "push(s.to.answer, ones)", "push(s.to.answer, data)"], [lostReads, "import { data, ones, type", "import { data, type"]],
  },
  {
    requirement: "platform.prefix", system: "ring.thin", text: "A posted write may vanish while those behind it land.",
    changes: [[thinFabric, "const vanish = rule({", `${hole}const vanish = rule({`], [thinFabric, "rules: [land, vanish]", "rules: [land, hole, vanish]"]],
  },
  {
    requirement: "platform.payloadFence", system: "ring.thin", text: "A commit word leaves the processor before the payload that was written before it.",
    changes: thin("at(s.from.out, 0).word === \"payload\" && at(s.from.out, 1).word === \"commit\""),
  },
  {
    requirement: "platform.publishFence", system: "wakeup", text: "The load of the event word does not wait for what was published.",
    changes: [["model/notify/publisher.ts", ", drained: s.buffer.length === 0", ""]],
  },
  {
    requirement: "platform.flushFence", system: "wakeup.flushing", text: "A flushing read may leave the processor before the event word.",
    changes: [
      [fabric, "import { head, machine, model, next, push, rest, take,", "import { at, head, machine, model, next, push, rest, take,"],
      [fabric, "export const processor:", `${early}export const processor:`],
      [fabric, "rules: [leave]", "rules: [leave, early]"],
    ],
  },
  {
    requirement: "platform.readFence", system: "ring.thin", text: "The payload is loaded before the commit word.",
    changes: [
      ["model/ring/consumer.ts", "idle: s.rx.stage === \"idle\"", "idle: s.rx.stage === \"accepted\""],
      ["model/ring/consumer.ts", "next(s, { rx: { stage: \"accepted\" } })", "next(s, { rx: { stage: \"holding\" } })"],
      ["model/ring/consumer.ts", "accepted: s.rx.stage === \"accepted\"", "accepted: s.rx.stage === \"idle\""],
      ["model/ring/consumer.ts", "rx: { stage: \"holding\", frame:", "rx: { stage: \"accepted\", frame:"],
    ],
  },
]
