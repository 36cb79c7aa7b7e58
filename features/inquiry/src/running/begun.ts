import { applyEvent, ChannelError, type FeatureServer } from '@parley/channel'
import { type AgentInquiry, InquiryCode } from '../contract/index.ts'
import { agentFold } from '../inquiry/agent-fold.ts'

/** It has been stored by then, so that it begins sooner or later. */
const longestMs = 10_000

/**
 * Resolves when the desk knows the inquiry that this customer asked for, so that whoever asked may go on in it; after a while in any case. Rejects with
 * `ChannelError` (`inquiry/not-begun`) where it is another's by now.
 */
export function begun(server: FeatureServer, customer: string, inquiry: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let view: AgentInquiry = agentFold.state()
    let end = () => {}
    const look = () => {
      const { info, facts } = view
      if (info !== undefined && info.customer.id !== customer) reject(notBegun())
      else if (facts !== undefined) resolve()
      else return
      // It may be called before there is anything to end.
      end()
    }
    const endWatch = server.watch(`inquiry/${inquiry}`, 'agent', {
      onState: (state) => {
        view = state as AgentInquiry
        look()
      },
      onEvents: (events) => {
        for (const event of events) applyEvent(agentFold, view, event)
        look()
      },
    })
    const cancel = server.setTimer(() => {
      resolve()
      end()
    }, longestMs)
    end = () => {
      endWatch()
      cancel()
    }
    look()
  })
}

function notBegun(): ChannelError {
  const message = "Under this id another's inquiry has begun: ask under a new one."
  return new ChannelError({ code: InquiryCode.notBegun, message, retryable: false })
}
