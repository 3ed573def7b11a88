import { SoftwareDocument } from '../../src/software/model.ts'
import type { DemoSoftware } from './shape.ts'

type Document = DemoSoftware['document']
type Group<Name extends keyof Document> = NonNullable<Document[Name]>

/** A text in Ukrainian and in English. */
type Texts = readonly [uk: string, en: string]

/** One software with all field groups laid flat; what is left out takes the default of the schema. */
export interface EntryFields
  extends Omit<Document['identity'], 'name' | 'shortDescription' | 'longDescription' | 'features'>,
    Group<'technology'>,
    Group<'assurance'>,
    Group<'rights'>,
    Group<'people'>,
    Omit<Group<'funding'>, 'sources'>,
    Pick<Document, 'relations' | 'maintenance' | 'usedBy' | 'civic'> {
  readonly key: string
  readonly state?: NonNullable<DemoSoftware['state']>
  readonly name: Texts
  readonly short: Texts
  /** Markdown; the Ukrainian text alone, or both. */
  readonly long?: string | Texts
  readonly features?: { readonly uk: string[]; readonly en?: string[] }
  readonly fundingSources?: Group<'funding'>['sources']
}

const shape = SoftwareDocument.shape

/** Software that speaks several languages was made to; null where nothing is known of its interface. */
function readyForLanguages({ interfaceLanguages = [] }: EntryFields): boolean | null {
  return interfaceLanguages.length === 0 ? null : interfaceLanguages.length > 1
}

/** Sorts the flat fields into the groups of the document. Which field belongs where is read off the schema. */
export function entry(fields: EntryFields): DemoSoftware {
  const { key, state, name, short, long, features, fundingSources, relations, maintenance, usedBy, civic, ...flat } =
    fields
  const group = (part: { shape: object }) =>
    Object.fromEntries(Object.entries(flat).filter(([field]) => field in part.shape))
  const [nameUk, nameEn] = name
  const [shortUk, shortEn] = short
  const [longUk, longEn] = typeof long === 'string' ? [long] : (long ?? [])
  const isReady = fields.localisationReady ?? readyForLanguages(fields)
  const document: Document = {
    identity: {
      ...group(shape.identity),
      ...(isReady === null ? {} : { localisationReady: isReady }),
      name: { uk: nameUk, en: nameEn },
      shortDescription: { uk: shortUk, en: shortEn },
      ...(longUk ? { longDescription: { uk: longUk, ...(longEn ? { en: longEn } : {}) } } : {}),
      ...(features ? { features: { ...features } } : {}),
    },
    technology: group(shape.technology.unwrap()),
    assurance: group(shape.assurance.unwrap()),
    rights: group(shape.rights.unwrap()),
    people: group(shape.people.unwrap()),
    funding: { ...group(shape.funding.unwrap()), sources: fundingSources },
    relations,
    maintenance,
    usedBy,
    civic,
  }
  return { key, ...(state ? { state } : {}), document }
}
