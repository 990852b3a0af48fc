/** Why a wrong version of a tool may survive all tests, by file and mutant. What shows a missing test gets the test instead. */
export const explainedTools: Readonly<Record<string, Readonly<Record<string, string>>>> = {
}
