import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * When the newest of these files was changed, in milliseconds since 1970; folders with all that is in them, tests aside. A
 * folder counts itself too: its time is that of the last file that was added, renamed or taken away. What is not there is
 * infinitely new, so that nobody is told that all is well.
 */
export function newest(paths) {
  let time = 0
  for (const each of paths) {
    const found = statSync(each, { throwIfNoEntry: false })
    time = Math.max(time, found?.mtimeMs ?? Number.POSITIVE_INFINITY)
    if (found?.isDirectory()) time = Math.max(time, newest(sourcesIn(each)))
  }
  return time
}

function sourcesIn(folder) {
  return readdirSync(folder)
    .filter((name) => !/\.test(-d)?\.ts$/.test(name))
    .map((name) => path.join(folder, name))
}
