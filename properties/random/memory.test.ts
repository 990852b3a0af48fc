import { describe, expect, it } from "vitest"
import { Memory, type Posted, type Stamp } from "./memory.ts"

const stamp = (index: number): Stamp => ({ epoch: 1, index, frame: index, body: "white" })
const write = (word: Posted["word"], slot: number, of: Stamp = stamp(slot)): Posted => ({ word, slot, stamp: of })

describe("the memory of a ring, and what is under way to it", () => {
  it("has a write once it has landed, the oldest first", () => {
    const m = new Memory()
    m.post(write("payload", 0))
    m.post(write("commit", 0))
    expect([m.underWay, m.newest?.word, m.at(0, "payload")]).toEqual([2, "commit", undefined])
    m.land()
    expect([m.at(0, "payload"), m.at(0, "commit"), m.underWay]).toEqual([stamp(0), undefined, 1])
    m.land()
    expect([m.at(0, "commit"), m.underWay, m.newest]).toEqual([stamp(0), 0, undefined])
  })
  it("keeps each word of each slot by itself, and overwrites it", () => {
    const m = new Memory()
    for (const w of [write("payload", 0), write("trailer", 1), write("payload", 0, stamp(7)), { ...write("trailer", 1), stamp: undefined }]) {
      m.post(w)
      m.land()
    }
    expect([m.at(0, "payload"), m.at(0, "trailer"), m.at(1, "trailer"), m.at(5, "payload")]).toEqual([stamp(7), undefined, undefined, undefined])
  })
  it("is not changed by what is said of epochs", () => {
    const m = new Memory()
    m.post(write("payload", 0))
    m.land()
    m.post({ ...write("epoch", 0), stamp: undefined })
    m.land()
    expect([m.at(0, "payload"), m.underWay]).toEqual([stamp(0), 0])
  })
  it("loses the newest write while the link is down, and only then", () => {
    const m = new Memory()
    m.post(write("payload", 0))
    m.post(write("commit", 0))
    expect(() => m.lose()).toThrow("oracle.lostWhileUp")
    m.isUp = false
    m.lose()
    expect(m.newest?.word).toBe("payload")
    expect(() => m.land()).toThrow("oracle.landedWhileDown")
    m.isUp = true
    m.land()
    expect(() => m.land()).toThrow("oracle.landedNothing")
  })
})
