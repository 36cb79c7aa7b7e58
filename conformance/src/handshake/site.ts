/** What the servers under test offer: the generator plays with it, the oracle decides by it, the servers are set up by it. */
export const site = {
  host: 'localhost',
  path: '/socket',
  /** Subprotocols; one of them has a name that every object has. */
  speaks: ['chat.v2', 'chat.v1', 'superchat', 'toString'],
  /** Pages of other hosts that are welcome. */
  origins: [
    'https://app.example',
    'https://app.example:8443',
    'http://localhost:5173',
    'https://xn--bcher-kva.example',
  ],
  /** Names of this server besides localhost, addresses, and the hosts of its pages. */
  hosts: ['chat.example', 'ports.example:8443'],
  /** More headers than this are refused with 431. */
  maxHeaders: 100,
  /** A head of more bytes is refused with 431: Node's own limit, and ours. */
  maxHeaderBytes: 16_384,
} as const

/** The key of every request that does not play with keys: the one in RFC 6455 §1.3. */
export const sampleKey = 'dGhlIHNhbXBsZSBub25jZQ=='
