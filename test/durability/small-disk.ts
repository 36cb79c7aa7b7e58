import { execFileSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { newFolder } from '../spawn-server.ts'
import { needProgram } from './programs.ts'

/** A file system of its own in memory, with room for little, until the test is over. */
export interface SmallDisk {
  readonly folder: string
  /** Something else takes all room but so many bytes. */
  fill(leaving: number): void
  /** It is gone again. */
  free(): void
}

/** Throws at once, with what is missing, where there can be none. */
export function newSmallDisk(size: string): SmallDisk {
  needProgram('mount', 'mount')
  if (process.getuid?.() !== 0) {
    throw new Error('This test mounts a small disk (tmpfs) and needs root: run it with sudo, or in a container.')
  }
  const folder = newFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
  // The server that has files there is killed later: by then the folder is nobody's.
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  const ballast = path.join(folder, 'somebody-elses')
  return {
    folder,
    fill: (leaving) => {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize - leaving))
    },
    free: () => rmSync(ballast),
  }
}
