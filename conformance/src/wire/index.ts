export { ByteQueue } from './byte-queue.ts'
export { DeflatePeer, deflated } from './deflate-peer.ts'
export { answerTo, complaintsOf, type DeflateTerms, type Extension, parseExtensions, termsOf } from './deflate-terms.ts'
export { closeOf, type Frame, takeFrame } from './frame-reader.ts'
export { closeBody, closeFrame, type FrameShape, frame, type LengthForm, opcodes } from './frames.ts'
export {
  acceptOf,
  encodeHead,
  type HeaderChanges,
  type HttpHead,
  headerOf,
  newKey,
  parseHead,
  statusOf,
  upgradeAnswer,
  upgradeRequest,
} from './http-head.ts'
export { type Ending, type OpenOptions, RawConnection } from './raw-connection.ts'
export { RawListener } from './raw-listener.ts'
