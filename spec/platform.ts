/** What an implementer attests of the platform: each requirement is worded here, and cited by the chapter on the platform. */
export interface PlatformRequirement {
  /** `platform.name`: the anchor in the specification. */
  readonly id: string
  readonly text: string
  /** Why the model cannot show what happens without it; undefined where it does. */
  readonly outside?: string
}

export const platform: readonly PlatformRequirement[] = [
  { id: "platform.postedInOrder", text: "Posted writes of one requester in one traffic class MUST land in the order in which they were posted." },
  {
    id: "platform.oneRequester", text: "The payload and the commit word of a slot MUST be posted by one requester in one traffic class, with relaxed ordering off; what a DMA engine has copied MUST be committed by that engine, or by the processor after a flushing read behind the copy.",
    outside: "an endpoint has one requester in the model, so what two of them would do is the same as writes that are reordered",
  },
  { id: "platform.readPushes", text: "A read MUST push the posted writes of its requester before it." },
  { id: "platform.completionBehind", text: "The completion of a read MUST NOT pass the posted writes of the endpoint that was read, as far as they had left its processors when the read was answered." },
  { id: "platform.allOnes", text: "A read that is lost with the link, or whose completion is, MUST come back all ones." },
  { id: "platform.doorbellBehind", text: "Where endpoints notify by the doorbell form, a doorbell MUST NOT overtake the posted writes before it." },
  { id: "platform.ownerSeesFailure", text: "The owner of a ring MUST see every failure of the link before it sees anything that was posted to the ring after the failure." },
  {
    id: "platform.wholeStores", text: "An aligned store of 4 bytes MUST be seen as a whole or not at all.",
    outside: "a word of the model is written as a whole",
  },
  { id: "platform.prefix", text: "A link that dies MUST have delivered a prefix of what was posted, in each direction by itself." },
  {
    id: "platform.translationOff", text: "After a reset the inbound translation MUST be off until the endpoint enables it.",
    outside: "no endpoint is reset in these systems",
  },
  {
    id: "platform.coherent", text: "The memory of a ring MUST be coherent with the device that writes it.",
    outside: "memory has no caches in the model",
  },
  { id: "platform.payloadFence", text: "Before a processor posts a commit word, a fence MUST order the payload before it." },
  { id: "platform.publishFence", text: "Before a processor loads the peer's event word, a fence MUST order what it has published before that load." },
  { id: "platform.flushFence", text: "Before a processor issues a flushing read, a fence MUST order what it has posted before that read." },
  { id: "platform.readFence", text: "After a processor has loaded a commit word, a fence MUST order the load of the payload behind it." },
]
