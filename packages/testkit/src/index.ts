export type { VirtualClock, VirtualTimer } from './clock/virtual-clock.ts'
export { virtualClock } from './clock/virtual-clock.ts'
export type {
  Acceptor,
  MemoryNetwork,
  NetworkEnvironment,
  NetworkListener,
  NetworkOptions,
  ServerPeer,
} from './network/memory-network.ts'
export { memoryNetwork } from './network/memory-network.ts'
export type { SeededRandom } from './network/seeded-random.ts'
export { seededRandom } from './network/seeded-random.ts'
export type { LinkEnd } from './network/text-link.ts'
export type { MemoryStore, MemoryStoreOptions } from './store/memory-store.ts'
export { memoryStore } from './store/memory-store.ts'
