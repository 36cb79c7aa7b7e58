import { platformReasons } from '@parley/elements'
import { InquiryCode } from '../../../contract/codes.ts'

/** Why something was refused, by its code. */
export const reasons = {
  ...platformReasons.en,
  [InquiryCode.changed]: 'Somebody has just changed this inquiry. Look at it again.',
  [InquiryCode.notWaiting]: 'It does not wait any more.',
  [InquiryCode.resolved]: 'It is resolved.',
  [InquiryCode.notResolved]: 'It is not resolved.',
  [InquiryCode.merged]: 'It was merged into another inquiry.',
  [InquiryCode.capacity]: 'That would be more than the capacity allows.',
  [InquiryCode.noAgent]: 'Nobody of that name answers inquiries of this team now.',
  [InquiryCode.noTeam]: 'There is no such team.',
  [InquiryCode.notYours]: 'Somebody else answers this one.',
  [InquiryCode.newerReply]: 'A colleague has answered meanwhile.',
  [InquiryCode.empty]: 'There is nothing to say in it.',
  [InquiryCode.tooMany]: 'There are too many already.',
  [InquiryCode.badTime]: 'That time does not do.',
  [InquiryCode.noCannedReply]: 'This canned reply is not there any more.',
  [InquiryCode.noFile]: 'A file is not there any more.',
  [InquiryCode.noMail]: 'No mail is sent from here.',
  [InquiryCode.noAddress]: 'No e-mail address of the customer is known.',
}
