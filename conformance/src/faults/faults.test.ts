import { faultSuite } from '../../../test/faults/fault-suite.ts'

faultSuite('conformance/faults', 20)
