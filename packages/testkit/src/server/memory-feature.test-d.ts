import type { Feature } from '@parley/channel'
import { expectTypeOf } from 'vitest'
import { memoryFeature } from './memory-feature.ts'

declare const counting: Feature<{ count(): number }>
expectTypeOf(memoryFeature(counting).api.count).returns.toBeNumber()

declare const silent: Feature
// @ts-expect-error it adds nothing
memoryFeature(silent).api.count
