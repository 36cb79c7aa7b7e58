import http from 'node:http'
import { expectTypeOf } from 'vitest'
import { type Attached, attach, type Feature } from '../src/index.ts'

const server = http.createServer()
declare const silent: Feature
declare const bell: Feature<{ ring(times: number): Promise<void> }>

const parley = attach(server, { features: [silent, bell], data: './bell.db' })
expectTypeOf(parley).toExtend<Attached>()
expectTypeOf(parley.ring).toEqualTypeOf<(times: number) => Promise<void>>()
// @ts-expect-error nothing here rings
attach(server, { features: [silent] }).ring(1)
// @ts-expect-error nor here
attach(server, { channels: true }).ring(1)
expectTypeOf(attach(server)).toExtend<Attached>()
