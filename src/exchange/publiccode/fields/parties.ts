import type {
  PubliccodeContact,
  PubliccodeContractor,
  PubliccodeLegal,
  PubliccodeMaintenance,
  PubliccodeOrganisation,
} from '../document.ts'
import { type Notes, note, type Place } from '../finding.ts'
import {
  type Field,
  ignorePrivate,
  isAbsent,
  keepRest,
  keepText,
  openSection,
  type Section,
  shorten,
  take,
  takeSection,
  wrongType,
} from '../section.ts'
import { MAINTENANCE_TYPE_ALIASES, MAINTENANCE_TYPES } from '../vocabulary.ts'
import { readLicenceExpression } from './licence.ts'
import { isOrganisationUri, readPath, readUrl } from './links.ts'
import { readLine, readWritten } from './texts.ts'
import { readDate, readEnumerated } from './values.ts'

export function reportMissingKey(notes: Notes, place: Place, key: string): void {
  const path = place.path === '' ? key : `${place.path}.${key}`
  note(notes, 'warning', 'required-missing', { path, position: place.position }, `The key ${key} is missing.`, {
    standardError: true,
    params: { key },
  })
}

/** The owner (since 0.5): a name and a URL or URN. */
export function readOrganisation(root: Section): PubliccodeOrganisation | null {
  const section = takeSection(root, 'organisation', ['organization'])
  const party = section ? readParty(section) : null
  return party && (party.name !== null || party.uri !== null) ? party : null
}

export function readFunders(root: Section): PubliccodeOrganisation[] {
  const field = take(root, 'fundedBy')
  return readItems(root.notes, field)
    .map(readParty)
    .filter((party) => party.name !== null || party.uri !== null)
}

function readParty(section: Section): PubliccodeOrganisation {
  const { notes } = section
  const name = readLine(notes, take(section, 'name'))
  const field = take(section, 'uri', ['url'])
  const written = readWritten(notes, field)
  let uri: string | null = null
  if (written && isOrganisationUri(written.text)) uri = written.text
  else if (written) {
    note(
      notes,
      'error',
      'organisation-uri',
      written,
      `«${shorten(written.text)}» is neither a URL nor a URN; kept aside.`,
      {
        standardError: true,
        params: { written: shorten(written.text) },
      },
    )
    keepText(notes, written, written.text)
  } else reportMissingKey(notes, section, 'uri')
  keepRest(section)
  return { name, uri }
}

/** The groups of a list; a single group is taken as a list of one, a text as a group with that name. */
export function readItems(notes: Notes, field: Field | null): Section[] {
  if (!field || isAbsent(field.node)) return []
  if (field.node.kind === 'map') {
    note(
      notes,
      'warning',
      'list-expected',
      field,
      'Here a list is expected; the single group was taken as a list of one.',
      {
        standardError: true,
      },
    )
    return [openSection(field.node, field.path, field.position, notes)]
  }
  if (field.node.kind === 'scalar') {
    wrongType(notes, field, 'a list')
    return []
  }
  return field.node.items.flatMap((item, index) => {
    const place: Field = { node: item, path: `${field.path}[${index}]`, position: item.position }
    if (item.kind === 'map') return [openSection(item, place.path, place.position, notes)]
    if (item.kind === 'list' || isAbsent(item)) {
      if (item.kind === 'list') wrongType(notes, place, 'a group of keys')
      return []
    }
    note(notes, 'warning', 'item-as-name', place, 'Here a group of keys is expected; the text was taken as its name.', {
      standardError: true,
    })
    const entries = [{ key: 'name', position: item.position, value: item }]
    return [openSection({ kind: 'map', entries, position: item.position, size: 2 }, place.path, place.position, notes)]
  })
}

export function readLegal(root: Section): PubliccodeLegal {
  const { notes } = root
  const section = takeSection(root, 'legal')
  if (!section) {
    reportMissingKey(notes, root, 'legal.license')
    return { license: null, mainCopyrightOwner: null, repoOwner: null, authorsFile: null }
  }
  const license = readLicense(notes, take(section, 'license', ['licence', 'licenses']))
  if (license === null) reportMissingKey(notes, section, 'license')
  const owner = take(section, 'repoOwner')
  const authors = take(section, 'authorsFile')
  reportDeprecated(notes, owner, '0.5')
  reportDeprecated(notes, authors, '0.4')
  const legal = {
    license,
    mainCopyrightOwner: readLine(notes, take(section, 'mainCopyrightOwner')),
    repoOwner: readLine(notes, owner),
    authorsFile: readPath(notes, authors, 'file'),
  }
  keepRest(section)
  return legal
}

export function reportDeprecated(notes: Notes, field: Field | null, since: string): void {
  if (!field || isAbsent(field.node)) return
  const key = field.path.split('.').at(-1) ?? ''
  note(notes, 'warning', 'key-deprecated', field, `The key ${key} is deprecated since ${since}.`, {
    params: { key, since },
  })
}

function readLicense(notes: Notes, field: Field | null): string | null {
  const written = readWritten(notes, field)
  if (!written) return null
  const reading = readLicenceExpression(written.text)
  if (reading?.standard && reading.expression === written.text) return reading.expression
  const text = reading?.expression ?? written.text.replace(/\s+/g, ' ')
  if (reading) {
    note(
      notes,
      'warning',
      'licence-spelling',
      written,
      `The licence «${shorten(written.text)}» is spelled ${text} in SPDX.`,
      {
        standardError: !reading.standard,
        params: { written: shorten(written.text), value: text },
      },
    )
  } else {
    note(
      notes,
      'warning',
      'licence-unknown',
      written,
      `«${shorten(written.text)}» is no SPDX licence expression; it was kept as written.`,
      {
        standardError: true,
        params: { written: shorten(written.text) },
      },
    )
  }
  return text
}

export function readMaintenance(root: Section): PubliccodeMaintenance {
  const { notes } = root
  const section = takeSection(root, 'maintenance')
  if (!section) {
    reportMissingKey(notes, root, 'maintenance.type')
    return { type: null, contractors: [], contacts: [] }
  }
  const typeField = take(section, 'type')
  const type = readEnumerated(notes, typeField, MAINTENANCE_TYPES, MAINTENANCE_TYPE_ALIASES)
  if (
    !typeField ||
    isAbsent(typeField.node) ||
    (typeField.node.kind === 'scalar' && typeField.node.text.trim() === '')
  ) {
    reportMissingKey(notes, section, 'type')
  }
  const contractorsField = take(section, 'contractors', ['contractor'])
  const contractors = readItems(notes, contractorsField)
    .map(readContractor)
    .filter(({ name, website, until }) => name !== null || website !== null || until !== null)
  const contactsField = take(section, 'contacts', ['contact'])
  const contactSections = readItems(notes, contactsField)
  const contacts = contactSections.map(readContact)
  if (type === 'contract' && contractors.length === 0) reportMissingKey(notes, section, 'contractors')
  if (type !== 'contract' && contractorsField && contractors.length > 0) {
    note(
      notes,
      'warning',
      'contractors-without-contract',
      contractorsField,
      'Contractors are named, but the maintenance is not by contract.',
      {
        standardError: true,
      },
    )
  }
  if ((type === 'internal' || type === 'community') && contactSections.length === 0) {
    reportMissingKey(notes, section, 'contacts')
  }
  keepRest(section)
  return { type, contractors, contacts: distinctContacts(contacts) }
}

function readContractor(section: Section): PubliccodeContractor {
  const { notes } = section
  checkAddress(notes, take(section, 'email'))
  const contractor = {
    name: readLine(notes, take(section, 'name')),
    website: readUrl(notes, take(section, 'website', ['url'])),
    until: readDate(notes, take(section, 'until')),
  }
  if (contractor.name === null) reportMissingKey(notes, section, 'name')
  if (
    contractor.until === null &&
    !section.node.entries.some((entry) => entry.key === 'until' && !isAbsent(entry.value))
  ) {
    reportMissingKey(notes, section, 'until')
  }
  keepRest(section)
  return contractor
}

/** Names, addresses and telephone numbers of the people who maintain software are read past, never stored. */
function readContact(section: Section): PubliccodeContact {
  const { notes } = section
  const nameField = take(section, 'name')
  const affiliation = readLine(notes, take(section, 'affiliation'))
  const name = nameField?.node.kind === 'scalar' && !isAbsent(nameField.node) ? nameField.node.text.trim() : ''
  if (name === '') reportMissingKey(notes, section, 'name')
  else if (nameField && name.replace(/\s+/g, ' ') !== affiliation) ignorePrivate(notes, nameField)
  checkAddress(notes, take(section, 'email'))
  const phone = take(section, 'phone')
  if (phone) ignorePrivate(notes, phone)
  keepRest(section)
  return { name: null, email: null, affiliation }
}

/** Reports an address that is none, as the standard does, and drops it either way. */
function checkAddress(notes: Notes, field: Field | null): void {
  if (!field || isAbsent(field.node)) return
  const text = field.node.kind === 'scalar' ? field.node.text : ''
  if (text !== '' && !/^[^\s@<>()[\],;:"]+@[^\s@.<>()[\],;:"]+(?:\.[^\s@.<>()[\],;:"]+)+$/.test(text)) {
    note(notes, 'warning', 'email-invalid', field, 'This is no e-mail address.', { standardError: true })
  }
  ignorePrivate(notes, field)
}

/** Several people of one institution become one contact; a contact without institution says nothing that is kept. */
function distinctContacts(contacts: readonly PubliccodeContact[]): PubliccodeContact[] {
  const byAffiliation = new Map(contacts.map((contact) => [contact.affiliation, contact]))
  return [...byAffiliation.values()].filter((contact) => contact.affiliation !== null)
}
