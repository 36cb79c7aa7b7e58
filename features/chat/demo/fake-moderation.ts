import type { ModerationModel } from '../src/client/models.ts'
import { FakeModel } from './fake-model.ts'

export class FakeModeration extends FakeModel implements ModerationModel {
  status: ModerationModel['status'] = 'open'
  state: ModerationModel['state'] = { reports: [], held: [], audit: [], banned: {}, muted: {} }
}
