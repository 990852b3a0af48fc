/** Wrong versions of the ring, and where its proof breaks: the rule and the lemma that one would expect. */
export interface Refuted {
  /** As `tcnet mutate ring` lists it. */
  readonly mutant: string
  /** `place.rule` */
  readonly rule: string
  readonly lemma: string
}
export const refuted: readonly Refuted[] = [
  { mutant: "slot.writePayload.hasCredit:drop", rule: "a.slot.writePayload", lemma: "lemma.room" },
  { mutant: "slot.writePayload.whole:drop", rule: "a.slot.writePayload", lemma: "lemma.carried" },
  { mutant: "slot.commit.body:drop", rule: "a.slot.commit", lemma: "lemma.counts" },
  { mutant: "slot.look.committed:drop", rule: "b.slot.look", lemma: "lemma.looked" },
  { mutant: "slot.accept.calm:drop", rule: "b.slot.accept", lemma: "lemma.copies" },
  { mutant: "slot.deliver.last:drop", rule: "b.slot.deliver", lemma: "lemma.reading" },
  { mutant: "slot.deliver:without reader.consumed", rule: "b.slot.deliver", lemma: "lemma.reading" },
  { mutant: "epoch.hear.greater:drop", rule: "a.epoch.hear", lemma: "lemma.epochs" },
  { mutant: "epoch.adopt:without writer", rule: "a.epoch.adopt", lemma: "lemma.idle" },
  { mutant: "row.3", rule: "a.epoch.begin", lemma: "lemma.counts" },
  { mutant: "epoch.open.ended:drop", rule: "b.epoch.open", lemma: "lemma.idle" },
  { mutant: "epoch.begun.begins:drop", rule: "b.epoch.begun", lemma: "lemma.began" },
  { mutant: "epoch.ownerLinkEvent:without owner.phase", rule: "b.epoch.ownerLinkEvent", lemma: "lemma.link" },
  { mutant: "epoch.closed:without reader", rule: "b.epoch.closed", lemma: "lemma.idle" },
]
