import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { checkOptions } from './check-options.ts'

const onSocket = () => {}
const store = memoryStore()
const publishKey = 'x'.repeat(16)
const tokens = { verify: () => undefined }

describe('options that say who may do what', () => {
  it.each<[string, object, string]>([
    ['tokens that are none', { features: [chat()], store, tokens: {} }, 'tokens: jwt({ secret })'],
    ['a key as tokens', { features: [chat()], store, tokens: 'secret' }, 'tokens: jwt({ secret })'],
    ['tokens for plain sockets', { onSocket, tokens }, '"authenticate"'],
    ['channels without a store', { channels: true }, 'import { attach } from "parley"'],
    ['channels and plain sockets', { channels: true, store, onSocket }, 'path: "/socket"'],
    ['channels on all paths', { channels: true, store, path: '*' }, 'path: "/parley"'],
    ['channels that are a list', { channels: 'news', store }, 'mayRead'],
    ['a rule that there is not', { channels: { mayWrite: () => true }, store }, 'no rule "mayWrite"'],
    ['a rule that is none', { channels: { mayRead: true }, store }, '"channels.mayRead" is a function'],
    ['a key without channels', { features: [chat()], store, publishKey }, 'channels: true, publishKey'],
    ['a short key', { channels: true, store, publishKey: 'secret' }, '16 visible ASCII characters'],
    ['a key with a space', { channels: true, store, publishKey: 'two words of some length' }, '16 visible ASCII'],
    ['no key in the list', { channels: true, store, publishKey: [] }, '16 visible ASCII'],
  ])('%s throw with the line to write', (_what, options, words) => {
    expect(() => checkOptions(options)).toThrow(words)
    expect(() => checkOptions(options)).toThrow(expect.objectContaining({ name: 'UsageError' }))
  })

  it.each<[string, object]>([
    ['channels alone', { channels: true, store }],
    ['channels that are off', { channels: false, features: [chat()], store }],
    [
      'channels with rules, and keys',
      { channels: { mayRead: () => true }, store, publishKey: [publishKey, `${publishKey}2`] },
    ],
    ['tokens', { features: [chat()], store, tokens }],
  ])('%s are fine', (_what, options) => {
    expect(() => checkOptions(options)).not.toThrow()
  })
})
