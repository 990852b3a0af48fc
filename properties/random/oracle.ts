/**
 * An observer that knows what a ring is for, and nothing of the model's own histories: a plain list of what was
 * submitted in each epoch, what was delivered of it, and counts that never wrap. It goes by the events alone, and only
 * compares what it counted with the words of the state.
 */
import type { Frame } from "../../model/slot/source.ts"
import type { Sizes } from "../../model/slot/sizes.ts"
import type { Ring } from "../ring.ts"
import { Memory, type Stamp } from "./memory.ts"
import type { Event } from "./runtime.ts"
import { wrapped, type Start } from "./start.ts"
import { Violation } from "./violation.ts"

interface Submitted {
  readonly colour: Frame
  readonly slots: number
}
/** One epoch as its sender and its owner lived it. */
interface Epoch {
  readonly number: number
  readonly submitted: Submitted[]
  /** Slots committed, and slots consumed, since it began: not wrapped. */
  committed: number
  consumed: number
  returned: number
  /** Frames delivered whole. */
  delivered: number
  /** Slots read of the frame that is being read. */
  reading: number
}
const epochOf = (number: number, count: number): Epoch => ({ number, submitted: [], committed: count, consumed: count, returned: count, delivered: 0, reading: 0 })
const never: Epoch = epochOf(0, 0)

const require = (holds: boolean, id: string, text: () => string): void => {
  if (!holds) throw new Violation(`oracle.${id}`, text())
}

export class Oracle {
  readonly #n: Sizes
  readonly #memory = new Memory()
  readonly #epochs = new Map<number, Epoch>()
  /** The epoch that the sender uses; undefined from its end to the next. */
  #sender: Epoch | undefined
  /** The epoch that has begun for the owner; undefined from its end to the next. */
  #owner: Epoch | undefined
  /** The last epoch that the owner ended, or none. */
  #over: number
  #payload: Stamp | undefined
  #trailer: Stamp | undefined

  constructor(from: Start, n: Sizes) {
    this.#n = n
    this.#over = from.kind === "ended" ? from.epoch : 0
    if (from.kind === "open") this.#sender = this.#owner = this.#epoch(from.epoch, from.count)
  }

  /** Every epoch that this run saw; the old ones are forgotten when nothing of them can be under way. */
  #epoch(number: number, count = 0): Epoch {
    const known = this.#epochs.get(number) ?? epochOf(number, count)
    this.#epochs.set(number, known)
    this.#epochs.delete(number - 1 - this.#n.posted)
    return known
  }

  /** @throws Violation */
  see({ of, params }: Event, before: Ring, after: Ring): void {
    this.#write(of.rule.id, params, before)
    this.#read(of.rule.id, before, after)
    this.#carry(of.rule.id)
    this.#compare(after)
  }

  #post(word: "payload" | "trailer" | "commit"): void {
    const e = this.#sender ?? never
    const frame = e.submitted.length - 1
    const colour = e.submitted[frame]?.colour ?? "white"
    this.#memory.post({ word, slot: e.committed % this.#n.slots, stamp: { epoch: e.number, index: e.committed, frame, body: colour } })
  }

  /** What a sender does. */
  #write(id: string, params: Event["params"], before: Ring): void {
    const e = this.#sender
    switch (id) {
      case "epoch.adopt": this.#sender = this.#epoch(before.a.sender.noted); return
      case "epoch.sweep": this.#memory.post({ word: "commit", slot: before.a.sender.swept, stamp: undefined }); return
      case "epoch.begin": case "epoch.close": this.#memory.post({ word: "epoch", slot: 0, stamp: undefined }); return
      case "epoch.senderLinkEvent": case "epoch.abandon": this.#sender = undefined; return
      case "slot.writePayload": this.#submit(e ?? never, params["frame"] as Frame, 1 + (params["more"] as number)); return
      case "slot.writeMore": case "slot.writeTrailer": this.#post(id === "slot.writeMore" ? "payload" : "trailer"); return
      case "slot.commit":
        this.#post("commit")
        if (e !== undefined) e.committed++
    }
  }

  #submit(e: Epoch, colour: Frame, slots: number): void {
    // What the owner has not consumed must not be overwritten; once it has ended the epoch, it reads nothing of it any more.
    const taken = e.number > this.#over ? e.committed - e.consumed : 0
    require(taken + slots <= this.#n.slots, "overrun", () => `a frame of ${slots} slots is begun while ${taken} of ${this.#n.slots} slots hold what was not consumed`)
    e.submitted.push({ colour, slots })
    this.#post("payload")
  }

  /** What an owner does. */
  #read(id: string, before: Ring, after: Ring): void {
    const e = this.#owner
    switch (id) {
      case "epoch.begun": this.#owner = this.#epoch(after.b.owner.epoch); return
      case "epoch.ownerLinkEvent": case "epoch.closed": [this.#owner, this.#over] = [undefined, before.b.owner.epoch]; return
      case "slot.accept": require(this.#memory.isUp, "acceptedWhileDown", () => "a slot is accepted while the link is down"); return
      case "slot.readPayload": this.#payload = this.#memory.at((e ?? never).consumed % this.#n.slots, "payload"); return
      case "slot.readTrailer": this.#trailer = this.#memory.at((e ?? never).consumed % this.#n.slots, "trailer"); return
      case "slot.keep": case "slot.deliver": this.#consume(e ?? never, id === "slot.deliver", String(before.b.reader.payload.body)); return
      case "credit.return": if (e !== undefined) e.returned = e.consumed
    }
  }

  /** A slot is consumed, and with it, if it is the last, a frame: exactly the next one of this epoch, and nothing else. */
  #consume(e: Epoch, isWhole: boolean, colour: string): void {
    const [p, t, next] = [this.#payload, this.#trailer, e.submitted[e.delivered]]
    require(p !== undefined && t !== undefined, "phantom", () => "a slot is consumed that holds nothing of this run")
    if (p === undefined || t === undefined) return
    require(p.epoch === e.number, "stale", () => `a slot of epoch ${p.epoch} is consumed in epoch ${e.number}`)
    require(p.epoch === t.epoch && p.index === t.index, "torn", () => `slot ${p.index} of epoch ${p.epoch} is consumed with the trailer of slot ${t.index} of epoch ${t.epoch}`)
    require(p.index === e.consumed && e.consumed < e.committed, "order", () => `slot ${p.index} is consumed as slot ${e.consumed} of ${e.committed}`)
    require(p.frame === e.delivered && p.body === colour, "content", () => `frame ${p.frame} (${p.body}) is consumed as frame ${e.delivered} (${colour})`)
    e.consumed++
    e.reading++
    require(isWhole === (e.reading === next?.slots), "whole", () => `a frame of ${next?.slots ?? 0} slots is ${isWhole ? "delivered" : "not delivered"} after ${e.reading}`)
    if (isWhole) [e.delivered, e.reading] = [e.delivered + 1, 0]
  }

  /** What the link does. */
  #carry(id: string): void {
    switch (id) {
      case "fabric.linkFails": this.#memory.isUp = false; return
      case "fabric.linkComesBack": this.#memory.isUp = true; return
      case "fabric.landInRing": this.#memory.land(); return
      case "fabric.loseToRing": this.#memory.lose()
    }
  }

  /** The words of the state are the counts, wrapped. */
  #compare({ a, b }: Ring): void {
    const count = (name: string, word: number, own: number): void => require(word === wrapped(own, this.#n), "count", () => `${name} is ${word} where ${own} were counted`)
    count("committed", a.writer.committed, this.#sender?.committed ?? 0)
    count("consumed", b.reader.consumed, this.#owner?.consumed ?? 0)
    count("returned", b.reader.returned, this.#owner?.returned ?? 0)
    require(a.out.length === this.#memory.underWay, "underWay", () => `${a.out.length} writes are under way where ${this.#memory.underWay} were counted`)
    const slot = this.#memory.newest?.slot ?? 0
    require((a.out.at(-1)?.slot ?? 0) === slot, "slot", () => `the newest write goes to slot ${a.out.at(-1)?.slot ?? 0} and not to ${slot}`)
  }

  /** When the system rests: all that was committed is delivered. @throws Violation */
  rest(): void {
    const [e, sent] = [this.#owner, this.#sender]
    require(e !== undefined && e === sent, "rest", () => "the two sides rest in different epochs")
    if (e !== undefined) require(e.delivered === e.submitted.length && e.consumed === e.committed, "lost", () => `${e.delivered} of ${e.submitted.length} frames were delivered`)
  }
}
