import { faultSuite } from '../../test/faults/fault-suite.ts'

faultSuite('simulation/faults', 15)
