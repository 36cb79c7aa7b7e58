export type { VirtualClock, VirtualTimer } from './clock/virtual-clock.ts'
export { virtualClock } from './clock/virtual-clock.ts'
export type { DiskFaults, SeededDisk, SeededDiskOptions } from './disk/seeded-disk.ts'
export { seededDisk } from './disk/seeded-disk.ts'
export type { ReadView } from './expect/expect-level.ts'
export { expectFaithful, expectLevel } from './expect/expect-level.ts'
export type { LoggedEvent } from './expect/expect-once.ts'
export { expectOnce } from './expect/expect-once.ts'
export type { Truth } from './expect/state-at.ts'
export { lastConcerning, stateAt } from './expect/state-at.ts'
export { memoryNetwork } from './network/memory-network.ts'
export type {
  Acceptor,
  MemoryNetwork,
  NetworkAnswer,
  NetworkEnvironment,
  NetworkListener,
  NetworkOptions,
  NetworkPage,
  ServerEnd,
  ServerPeer,
} from './network/network.ts'
export type { SeededRandom } from './network/seeded-random.ts'
export { seededRandom } from './network/seeded-random.ts'
export type { PairedSocket, SocketPair, SocketPairOptions } from './network/socket-pair.ts'
export { socketPair } from './network/socket-pair.ts'
export type { LinkEnd } from './network/text-link.ts'
export type { RecordingPeer } from './peer/recording-peer.ts'
export { recordingPeer } from './peer/recording-peer.ts'
export type { MemoryFeature, MemoryFeatureOptions } from './server/memory-feature.ts'
export { memoryFeature } from './server/memory-feature.ts'
export type { MemoryServer, MemoryServerOptions } from './server/memory-server.ts'
export { memoryServer } from './server/memory-server.ts'
export type { MemoryStore, MemoryStoreOptions } from './store/memory-store.ts'
export { memoryStore } from './store/memory-store.ts'
