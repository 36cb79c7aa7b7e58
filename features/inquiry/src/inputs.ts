// The parts that inputs of several channels have in common.

import { beginningOf, cleanLine, cleanText } from '@parley/channel/client'
import { z } from 'zod'
import type { Activity, Customer, Facts, FileInfo, PageContext, Row } from './contract/index.ts'
import { priorities } from './contract/index.ts'
import * as most from './contract/limits.ts'
import { isPersonId } from './person-id.ts'

// Nothing is worked on that is longer than any message could be.
const longest = 100_000

export const text = z.string().max(longest).transform(cleanText)
export const line = z.string().max(longest).transform(cleanLine)
export const personId = z.string().refine(isPersonId, 'A person has an id of 1 to 150 characters.')
export const n = z.number().int().min(0)
export const inquiryId = z.string().regex(/^[a-z0-9]{16,40}$/, 'An inquiry has an id of 16 to 40 of a–z, 0–9.')
/** Of one that a page begins: the longest are those of programs. */
export const pageInquiryId = z
  .string()
  .regex(/^[a-z0-9]{16,39}$/, 'A page begins one of an id of 16 to 39 of a–z, 0–9.')
export const ticket = z.string().regex(/^[a-z0-9]{8,20}$/, 'A ticket is 8 to 20 of a–z, 0–9.')
export const team = z.string().max(40)
export const priority = z.enum(priorities)
/** Whoever it is, his name is no reason to refuse him. */
export const personName = z.string().transform((name) => cleanLine(beginningOf(name, most.maxNameLength)))
export const person = z.object({ id: personId, name: personName })
const fileId = z.string().max(64)

/** By their ids. */
export function files(most: number) {
  return z.array(fileId).max(most).optional()
}

export function message(maxTextLength: number) {
  return text.pipe(z.string().max(maxTextLength, `A message has at most ${maxTextLength} characters.`))
}

/** What is looked at field by field: `checkAnswers`. */
export const answers = z
  .record(z.string().max(100), z.string().max(longest))
  .refine((given) => Object.keys(given).length <= 2 * most.maxFields, 'So many fields no form has.')

/** An address that is none of the web is left out: agents follow it. */
export const page = z
  .object({
    url: z
      .string()
      .max(2_000)
      .transform((url) => (/^https?:\/\//i.test(url) ? url : undefined))
      .optional(),
    title: line.pipe(z.string().max(most.maxTitleLength)).optional(),
    language: z.string().max(35).optional(),
    zone: z.string().max(64).optional(),
  })
  .transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as PageContext)

export const file: z.ZodType<FileInfo> = z
  .object({
    id: z.string().regex(/^[0-9a-f]{32}$/),
    name: z.string().max(255),
    type: z.string().max(255),
    size: n,
    width: z.number().int().min(1).optional(),
    height: z.number().int().min(1).optional(),
  })
  .transform(({ id, name, type, size, width, height }) => ({
    id,
    name,
    type,
    size,
    ...(width && height ? { width, height } : {}),
  }))

// What our own channels say to each other has the types of the contract; nobody else can send it.
export const ours = <Type>() => z.custom<Type>((value) => typeof value === 'object' && value !== null)
export const facts = ours<Facts>()
export const row = ours<Row>()
export const activity = ours<Activity>()
export const customer = ours<Customer>()
