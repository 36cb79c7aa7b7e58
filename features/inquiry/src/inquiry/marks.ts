import type { BothMarks, CustomerInquiryEvents } from '../contract/index.ts'

export function noMarks(): BothMarks {
  return { customer: { received: 0, read: 0 }, agent: { received: 0, read: 0 } }
}

/** Marks never go back, and what is read has been received. */
export function setMarks(marks: BothMarks, { side, received = 0, read = 0 }: CustomerInquiryEvents['marked']): void {
  const before = marks[side]
  const newRead = Math.max(before.read, read)
  marks[side] = { received: Math.max(before.received, received, newRead), read: newRead }
}
