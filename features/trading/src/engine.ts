/** The matching engine by itself: no channel, no socket, no clock. */
export * from './contract/index.ts'
export { Engine } from './engine/engine.ts'
export type { SavedEngine, SavedMarket, SavedOrder } from './engine/saved.ts'
export type { EngineOptions, MarketState, OpenOrder } from './engine/views.ts'
export { EngineRun } from './measure/engine-run.ts'
export { Kind, type Recorded, record } from './measure/recorded.ts'
export {
  type Scenario as WorkloadScenario,
  scenarioNames as workloadScenarios,
  Workload,
} from './measure/workload.ts'
export type { OutputLine } from './replay/output.ts'
export { Replay } from './replay/replay.ts'
