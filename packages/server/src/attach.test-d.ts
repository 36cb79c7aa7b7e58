import http from 'node:http'
import type { Feature } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import { type Attached, type AttachOptions, attach } from './index.ts'

const server = http.createServer()
declare const silent: Feature
declare const bell: Feature<{ ring(times: number): Promise<void> }>
declare const clock: Feature<{ readonly time: number }>
declare const options: AttachOptions

const parley = attach(server, { features: [silent, bell, clock] })
expectTypeOf(parley).toExtend<Attached>()
expectTypeOf(parley.ring).toEqualTypeOf<(times: number) => Promise<void>>()
expectTypeOf(parley.time).toBeNumber()

// @ts-expect-error nothing here rings
attach(server, { features: [silent, clock] }).ring(1)
// @ts-expect-error nor here
attach(server, { onSocket() {} }).ring(1)
// @ts-expect-error nor does the compiler know of it here
attach(server, options).ring(1)
expectTypeOf(attach(server, options)).toExtend<Attached>()

const features = [bell, silent] as const
expectTypeOf(attach(server, { features }).ring).toBeFunction()
