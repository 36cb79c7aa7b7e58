export { json, no, nobody, refusal, wrongMethod } from './answers.ts'
export { BearerKeys, defaultKeyRate, faultInKeyRate, isKey, KeyRate, keyHash, tooFastForKey } from './bearer-keys.ts'
export { isRequestId, type JsonObject, jsonBody } from './json-body.ts'
