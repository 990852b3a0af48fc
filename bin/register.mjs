// Lets this process run the sources as they are, and lets any module, wherever it lies, import the model language by
// the name "tcnet". The command line imports this file. Loader hooks do not reach worker threads on Node 20: start a
// worker with { execArgv: ["--import", the URL of this file] }.
import * as nodeModule from "node:module"
import { register as registerTypeScript } from "tsx/esm/api"
import { resolveSync } from "./hooks.mjs"

// Ours come first, so that tsx's run around them: tsx decides how to load a file by the format that ours report.
if (nodeModule.registerHooks) nodeModule.registerHooks({ resolve: resolveSync })
else nodeModule.register(new URL("./hooks.mjs", import.meta.url))

// No tsconfig of the directory we happen to be started in may change what our sources mean.
registerTypeScript({ tsconfig: false })
