/** Nothing of the test run that we are part of, nor of a git command that started it. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GIT_|VITEST|NODE_OPTIONS$)/.test(name)))
}
