import { expect, test } from 'vitest'
import * as websocket from './index.ts'

test('these names are public, and no others', () => {
  expect(Object.keys(websocket).sort()).toEqual([
    'Connection',
    'FaultCode',
    'HandshakeCode',
    'PreparedMessage',
    'UsageError',
    'acceptKey',
    'buildRequest',
    'connectAcceptHeaders',
    'encodeAccept',
    'encodeRefusal',
    'judgeConnect',
    'judgeRequest',
    'judgeResponse',
  ])
})
