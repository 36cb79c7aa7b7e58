import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One line of a stack, as V8 writes it. */
export interface Frame {
  /** A path, without `file://`. */
  readonly file: string
  readonly line: number
}

/** Deep enough for a framework between the app's line and ours. */
const maxFrames = 50

/** The files of a stack, the innermost first. Node's own are left out. */
export function framesOf(stack: string): Frame[] {
  return stack.split('\n').flatMap((text) => {
    const [, place = '', line = ''] =
      /^\s+at (?:async )?(?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+):\d+\)?$/.exec(text) ?? []
    return place === '' ? [] : { file: place.startsWith('file://') ? fileURLToPath(place) : place, line: Number(line) }
  })
}

/** The stack of whoever called us; empty where it cannot be read. Never throws, as nothing but words depends on it. */
export function currentFrames(): Frame[] {
  try {
    return framesOf(currentStack()).filter(({ file }) => !isOwn(file))
  } catch {
    // As of the app's own `Error.prepareStackTrace`.
    return []
  }
}

function currentStack(): string {
  const limit = Error.stackTraceLimit
  // Where the intrinsics are frozen it stays as it is.
  const isDeep = Reflect.set(Error, 'stackTraceLimit', maxFrames)
  const error = new Error()
  if (isDeep) Reflect.set(Error, 'stackTraceLimit', limit)
  // The app may have stacks made into something else.
  return typeof error.stack === 'string' ? error.stack : ''
}

/** The first line of a stack that is no package's. */
export function appFrame(frames: readonly Frame[]): Frame | undefined {
  return frames.find(({ file }) => packageOf(file) === undefined)
}

/** Whose a file in `node_modules` is. */
export function packageOf(file: string): string | undefined {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? []
  return name?.replaceAll('\\', '/')
}

/** `bin/www:22`, from where the process was started. */
export function shownPlace({ file, line }: Frame, cwd = currentFolder()): string {
  const relative = path.relative(cwd, file)
  return `${relative.startsWith(`..${path.sep}..`) ? file : relative}:${line}`
}

/** The process may stand in a folder that was removed. */
function currentFolder(): string {
  try {
    return process.cwd()
  } catch {
    return path.sep
  }
}

/** Where the app called into us. */
export function callFrame(): Frame | undefined {
  return appFrame(currentFrames())
}

/** The same, to be shown. */
export function callSite(): string | undefined {
  const frame = callFrame()
  return frame && shownPlace(frame)
}

const ownFolder = fileURLToPath(new URL('..', import.meta.url))

/** This package, and the package "parley" around it where it is not among `node_modules`. Our tests are apps. */
function isOwn(file: string): boolean {
  if (file.endsWith('.test.ts')) return false
  return file.startsWith(ownFolder) || /[\\/]apps[\\/]parley[\\/](src|dist)[\\/]/.test(file)
}
