import { HandshakeCode } from '../codes.ts'
import { chooseOffer, encodeAgreed, readAgreed } from '../deflate/negotiate.ts'
import type { DeflateChoice, DeflateParameters } from '../deflate/parameters.ts'
import { parseExtensions } from './extension-list.ts'
import type { HandshakeReport, Rule } from './report.ts'

const header = 'sec-websocket-extensions'

/** What a server takes of the extensions that a client offers. `status` is for a header that breaks the grammar. */
export function judgeOffers<Status extends number>(
  report: HandshakeReport<Status>,
  choice: DeflateChoice | undefined,
  status: Status,
): DeflateParameters | undefined {
  const rule: Rule = { header, expected: 'a list of extensions', section: '9.1' }
  const values = report.valuesOf(header)
  if (values.length === 0) return undefined
  const offers = parseExtensions(values)
  if (offers === undefined) {
    report.addEach(
      rule,
      'wrong',
      'The list breaks the grammar: an empty name, a stray quote, or a character no token has.',
    )
    report.refuse(status, HandshakeCode.extension, 'The Sec-WebSocket-Extensions list is malformed')
    return undefined
  }
  if (choice === undefined) {
    report.addEach(rule, 'ignored', 'The client offers these extensions; none is used, which is always allowed.')
    return undefined
  }
  const agreed = chooseOffer(offers, choice)
  if (agreed === undefined) {
    report.addEach(
      rule,
      'ignored',
      'The client offers these extensions; none of the offers can be served, so none is used.',
    )
  } else {
    report.addEach(rule, 'ok', `The client offers these extensions; the server agrees to ${encodeAgreed(agreed)}.`)
  }
  return agreed
}

/** What a server's answer agrees to. An extension that was not offered, or not like this, is refused (RFC 6455 §9.1). */
export function judgeAgreed<Status extends number>(
  report: HandshakeReport<Status>,
  choice: DeflateChoice | undefined,
  status: Status,
): DeflateParameters | undefined {
  const expected = choice === undefined ? 'none' : 'what was offered, or none'
  const rule: Rule = { header, expected, section: choice === undefined ? '9.1' : 'RFC 7692 §5.1' }
  const values = report.valuesOf(header)
  if (values.length === 0) return undefined
  const answer = parseExtensions(values)
  const agreed = choice === undefined || answer === undefined ? undefined : readAgreed(answer, choice)
  if (agreed === undefined) {
    const message =
      choice === undefined
        ? 'The server selected an extension that was not offered'
        : 'The server answered with an extension, or parameters of it, that were not offered'
    report.addEach(rule, 'wrong', `${message}.`)
    report.refuse(status, HandshakeCode.extension, message)
    return undefined
  }
  report.addEach(rule, 'ok', 'Messages may be compressed, as was offered.')
  return agreed
}
