/** Wrong versions of what is proved, and where the proof breaks: the rule and the lemma that one would expect. */
export interface Refuted {
  readonly system: "ring" | "channel"
  /** As `tcnet mutate` lists it, or the change of a rule that is judged with another system. */
  readonly mutant: string
  /** `place.rule` */
  readonly rule: string
  readonly lemma: string
}
export const refuted: readonly Refuted[] = [
  { system: "ring", mutant: "slot.writePayload.hasCredit:drop", rule: "a.slot.writePayload", lemma: "lemma.room" },
  { system: "ring", mutant: "slot.writePayload.whole:drop", rule: "a.slot.writePayload", lemma: "lemma.carried" },
  { system: "ring", mutant: "slot.commit.body:drop", rule: "a.slot.commit", lemma: "lemma.counts" },
  { system: "ring", mutant: "slot.look.committed:drop", rule: "b.slot.look", lemma: "lemma.looked" },
  { system: "ring", mutant: "slot.accept.calm:drop", rule: "b.slot.accept", lemma: "lemma.copies" },
  { system: "ring", mutant: "slot.deliver.last:drop", rule: "b.slot.deliver", lemma: "lemma.reading" },
  { system: "ring", mutant: "slot.deliver:without reader.consumed", rule: "b.slot.deliver", lemma: "lemma.reading" },
  { system: "ring", mutant: "epoch.hear.greater:drop", rule: "a.epoch.hear", lemma: "lemma.epochs" },
  { system: "ring", mutant: "epoch.adopt:without writer", rule: "a.epoch.adopt", lemma: "lemma.idle" },
  { system: "ring", mutant: "row.3", rule: "a.epoch.begin", lemma: "lemma.counts" },
  { system: "ring", mutant: "epoch.open.ended:drop", rule: "b.epoch.open", lemma: "lemma.idle" },
  { system: "ring", mutant: "epoch.begun.begins:drop", rule: "b.epoch.begun", lemma: "lemma.began" },
  { system: "ring", mutant: "epoch.ownerLinkEvent:without owner.phase", rule: "b.epoch.ownerLinkEvent", lemma: "lemma.link" },
  { system: "ring", mutant: "epoch.closed:without reader", rule: "b.epoch.closed", lemma: "lemma.idle" },
  { system: "channel", mutant: "row.46", rule: "b.lane.receive", lemma: "lemma.buffered" },
  { system: "channel", mutant: "row.51", rule: "b.lane.discard", lemma: "lemma.delivered" },
  { system: "channel", mutant: "lane.send:+1", rule: "a.lane.send", lemma: "lemma.cursor" },
]
