import { expect, test } from 'vitest'
import * as websocket from './index.ts'

test('these names are public, and no others', () => {
  expect(Object.keys(websocket).sort()).toEqual([
    'Connection',
    'FaultCode',
    'HandshakeCode',
    'UsageError',
    'acceptKey',
    'buildRequest',
    'encodeAccept',
    'encodeBinaryFrame',
    'encodeRefusal',
    'encodeTextFrame',
    'judgeRequest',
    'judgeResponse',
  ])
})
