import { platformReasons } from '@parley/elements'
import { InquiryCode } from '../../../contract/codes.ts'

/** Why something was refused, by its code. */
export const reasons = {
  ...platformReasons.ko,
  [InquiryCode.changed]: '방금 다른 사람이 이 문의를 바꿨어요. 다시 확인해 주세요.',
  [InquiryCode.notWaiting]: '더 이상 대기 중이 아니에요.',
  [InquiryCode.resolved]: '해결된 문의예요.',
  [InquiryCode.notResolved]: '아직 해결되지 않은 문의예요.',
  [InquiryCode.merged]: '다른 문의에 합쳐졌어요.',
  [InquiryCode.capacity]: '맡을 수 있는 수를 넘어요.',
  [InquiryCode.noAgent]: '지금 이 팀의 문의를 맡을 수 있는 상담원이 아니에요.',
  [InquiryCode.noTeam]: '그런 팀이 없어요.',
  [InquiryCode.notYours]: '다른 상담원이 맡은 문의예요.',
  [InquiryCode.newerReply]: '그사이 동료가 답변했어요.',
  [InquiryCode.empty]: '내용이 없어요.',
  [InquiryCode.tooMany]: '이미 너무 많아요.',
  [InquiryCode.badTime]: '사용할 수 없는 시각이에요.',
  [InquiryCode.noCannedReply]: '이 자주 쓰는 답변은 이제 없어요.',
  [InquiryCode.noFile]: '파일 하나가 이제 없어요.',
  [InquiryCode.noMail]: '여기서는 메일을 보내지 않아요.',
  [InquiryCode.noAddress]: '고객의 이메일 주소를 알지 못해요.',
}
