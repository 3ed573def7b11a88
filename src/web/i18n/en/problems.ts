import type { problems as uk } from '../uk/problems.ts'

export const problems = {
  'validation-failed': {
    title: 'The data did not pass the checks',
    detail: 'There are mistakes in the request. Nothing was saved.',
    remedy:
      'Mend each of the places named and send the request again. Every mistake comes with its field and its rule.',
  },
  'malformed-body': {
    title: 'The body of the request could not be read',
    detail: 'The body of the request is not valid JSON in UTF-8. Nothing was saved.',
    remedy: 'Check the encoding (UTF-8), the brackets, quotes and commas. Data may be nested 64 levels deep at most.',
  },
  'unsupported-media-type': {
    title: 'Unknown type of data',
    detail: 'The Content-Type header names none of the formats that this address takes.',
    remedy: 'Send a Content-Type that the documentation of this address names; most often it is application/json.',
  },
  'body-too-large': {
    title: 'The request is too large',
    detail: 'The body of the request is larger than allowed. Nothing was saved.',
    remedy: 'Split the data into several requests, or send a file through an import.',
  },
  unauthenticated: {
    title: 'A key is needed',
    detail: 'This takes somebody the register knows; no key was given, or it is wrong, revoked or expired.',
    remedy:
      'Add the header Authorization: Bearer with a valid API key. Keys are issued by the administrator of the register.',
  },
  forbidden: {
    title: 'You may not do this',
    detail: 'Your role or organization does not allow this on this record. Nothing was changed.',
    remedy:
      'Check on behalf of which organization you act. A registrar does not decide on records of their own organization.',
  },
  'not-found': {
    title: 'There is no such record',
    detail: 'Nothing is at this address: the record is not published yet, or the address is mistaken.',
    remedy: 'Check the address or the number of the record, or use the search.',
  },
  'method-not-allowed': {
    title: 'This address does not do that',
    detail: 'There is nothing at this address for the method of the request. Nothing was changed.',
    remedy: 'The methods that this address takes are named in the Allow header.',
  },
  gone: {
    title: 'The record was taken out of the catalogue',
    detail: 'This record was published and later archived. Its number will never belong to another.',
    remedy: 'The history of the record and the reason for archiving it stay available.',
  },
  conflict: {
    title: 'The request contradicts what the register holds',
    detail: 'Such a record exists already, or it is in a state that does not allow this. Nothing was changed.',
    remedy: 'Read the existing record: it may be the one to change.',
  },
  'not-exportable': {
    title: 'The record lacks what publiccode.yml demands',
    detail:
      'The publiccode.yml standard demands things that this record does not say. The record itself is there as JSON.',
    remedy: 'Once the holder has completed the record, the file will be at this same address.',
  },
  'precondition-required': {
    title: 'Say which version you are changing',
    detail:
      'So that nobody’s changes are overwritten, a change must carry an If-Match header with the version you read.',
    remedy: 'Read the record and send the value of its ETag in the If-Match header.',
  },
  'version-stale': {
    title: 'Somebody else has changed the record',
    detail: 'You are changing a version that is no longer the latest. Your changes were not saved.',
    remedy: 'Read the record again, carry your changes over to the new version and repeat the request.',
  },
  'rate-limited': {
    title: 'Too many requests',
    detail: 'Too many requests come from your address or with your key. Nothing was changed.',
    remedy: 'Wait for as many seconds as the Retry-After header says.',
  },
  unavailable: {
    title: 'The service is unavailable for the moment',
    detail: 'The request could not be carried out now.',
    remedy: 'Try again in a minute.',
  },
  internal: {
    title: 'Something went wrong on our side',
    detail: 'The request failed because of an unexpected error. It was recorded, and we will look into it.',
    remedy: 'Try again. If it happens again, tell us the time and the address of the page.',
  },
} satisfies typeof uk
