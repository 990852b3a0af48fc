/** The registry of the project's systems: where each id stands. The lowering reads the modules; nothing here is run by the checker. */
export interface Entry {
  readonly id: string
  /** The module, relative to this file. */
  readonly module: string
  /** The exported constant. */
  readonly name: string
  /** The files, or folders with a slash behind them, whose mutants are judged with this system; all, where nothing is said. Those of the other files are judged with another. */
  readonly mutates?: readonly string[]
}
export const systems: readonly Entry[] = [
  { id: "ring", module: "./ring.ts", name: "ring" },
  { id: "frames", module: "./frames.ts", name: "frames", mutates: ["model/slot/writer.ts"] },
  { id: "ethernet", module: "./ethernet.ts", name: "ethernet", mutates: ["model/session/receiver.ts", "model/session/sender.ts", "model/ethernet/"] },
  { id: "fragments", module: "./fragments.ts", name: "fragments", mutates: ["model/ethernet/cutting.ts", "model/ethernet/fragments.ts", "model/ethernet/reassembly.ts"] },
  { id: "close", module: "./close.ts", name: "close", mutates: ["model/session/close.ts"] },
  { id: "path", module: "./path.ts", name: "path", mutates: ["model/path/choice.ts", "model/path/epochs.ts", "model/path/health.ts", "model/path/keepalive.ts", "model/path/link.ts", "model/path/suspension.ts"] },
  { id: "channel", module: "./channel.ts", name: "channel", mutates: ["model/path/frames.ts", "model/path/suspicion.ts"] },
  { id: "heartbeat", module: "./heartbeat.ts", name: "heartbeat", mutates: ["model/path/heartbeat.ts", "model/path/echo.ts", "model/path/topology.ts", "model/path/windows.ts"] },
  { id: "ring.miscounted", module: "./ring-miscounted.ts", name: "miscounted", mutates: ["model/slot/guard.ts", "model/slot/broken.ts"] },
  { id: "ring.sealed", module: "./ring-sealed.ts", name: "ringSealed", mutates: ["model/slot/seal.ts", "model/slot/sealed.ts", "model/fabric/unseen.ts"] },
  { id: "ring.thin", module: "./thin.ts", name: "thin" },
  { id: "wakeup", module: "./wakeup.ts", name: "wakeup", mutates: ["model/notify/"] },
  { id: "wakeup.flushing", module: "./wakeup-flushing.ts", name: "wakeupFlushing", mutates: ["model/notify/"] },
  { id: "handshake", module: "./handshake.ts", name: "handshake", mutates: ["model/handshake/"] },
]
/** Systems that have too many states to be searched, and are run at random. */
export const simulated: readonly Entry[] = [
  { id: "duplex", module: "../duplex/index.ts", name: "duplex" },
]
