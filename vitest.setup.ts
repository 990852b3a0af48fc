/** Property tests run with a pinned seed; `npm run soak` sets others. fast-check prints the seed with every failure. */
import { configureGlobal } from "fast-check"

const pinned = 20_130_514
const asked = process.env["TCNET_SEED"]
configureGlobal({ seed: asked === undefined ? pinned : asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked) })
