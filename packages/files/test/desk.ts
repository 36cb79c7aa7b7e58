import type { Actor, Feature, FeatureContext } from '@parley/channel'
import * as channel from '@parley/channel'
import { type MemoryFeature, type MemoryFeatureOptions, memoryFeature } from '@parley/testkit'
import { z } from 'zod'
import { blockWith } from '../../../test/docs/read-docs.ts'
import { type FileInfo, type FileOptions, featureFiles } from '../src/index.ts'
import { MemoryFiles } from './memory-files.ts'

/** The smallest picture there is: 3 × 2. */
export const png = Buffer.from(
  '89504e470d0a1a0a0000000d4948445200000003000000020806000000' +
    '9d74661a0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082',
  'hex',
)

/** The feature of the README, as it stands there. `name`: called otherwise, wherever the README says `desk`. */
export function deskOf(options: { readonly files?: FileOptions | false } = {}, name = 'desk'): Feature {
  const document = 'packages/files/README.md'
  const code = [blockWith(document, 'js', 'defineChannel('), blockWith(document, 'js', 'const deskFiles')]
    .join('')
    .replace(/^import .*\n/gm, '')
    .replace('export const desk =', 'return')
    .replaceAll("'desk'", `'${name}'`)
  const given = { ...channel, featureFiles, z }
  const make = new Function(...Object.keys(given), code) as (...values: unknown[]) => (options: object) => Feature
  return make(...Object.values(given))(options)
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly json: { readonly [field: string]: unknown }
}

/** Desks in memory, and their files. */
export class DeskStage {
  readonly files = new MemoryFiles()
  readonly feature: Feature
  readonly memory: MemoryFeature

  constructor(files: FileOptions | false = {}, { beside = [] }: Pick<MemoryFeatureOptions, 'beside'> = {}) {
    this.feature = deskOf({ files: files === false ? false : { store: this.files, ...files } })
    this.memory = memoryFeature(this.feature, { beside, limits: { commandBurst: 1_000_000 } })
  }

  /** As it comes; `undefined`: the feature has no such address. */
  fetch(who: string | undefined, address: string, init: RequestInit = {}): Promise<Response | undefined> {
    const request = new Request(`http://localhost/parley/desk/${address}`, { ...init, duplex: 'half' } as RequestInit)
    return this.memory.fetch(request, who === undefined ? undefined : personOf(who))
  }

  async ask(who: string | undefined, address: string, init: RequestInit = {}): Promise<Answered> {
    const response = await this.fetch(who, address, init)
    if (response === undefined) throw new Error(`no such address: ${address}`)
    const { status, headers } = response
    const isJson = headers.get('content-type')?.startsWith('application/json') ?? false
    if (!isJson) await response.body?.cancel()
    return { status, headers, json: isJson ? ((await response.json()) as Answered['json']) : {} }
  }

  upload(who: string, { of = who, name = 'cat.png', type = 'image/png', body = png as BodyInit } = {}) {
    const headers = { 'content-type': type }
    return this.ask(who, `files?${new URLSearchParams({ of, name })}`, { method: 'POST', body, headers })
  }

  /** One that is taken. */
  async uploaded(who: string): Promise<FileInfo> {
    const { json } = await this.upload(who)
    return json.file as FileInfo
  }

  send(who: string, ...files: readonly string[]): Promise<unknown> {
    return this.context.command(personOf(who), `desk/${who}`, 'send', { files })
  }

  get context(): FeatureContext {
    return this.memory.context(undefined)
  }

  get stored(): string[] {
    return [...this.files.kept.keys()].sort()
  }
}

export function personOf(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: false }
}
