// The two things that tcnet adds to how modules are resolved. On Node 20 this file runs on the loader's own thread.

const language = new URL("../checker/language/index.ts", import.meta.url).href

const named = (specifier) => (specifier === "tcnet" ? language : specifier)

// A TypeScript source is an ES module, also where no package.json says so or a freshly made one says "commonjs":
// a model that somebody writes in an empty directory can be checked as it is.
const asModule = (resolved) =>
  /^file:[^?]*\.ts(?:\?|$)/.test(resolved.url) ? { ...resolved, format: "module" } : resolved

export const resolve = async (specifier, context, nextResolve) => asModule(await nextResolve(named(specifier), context))

export const resolveSync = (specifier, context, nextResolve) => asModule(nextResolve(named(specifier), context))
