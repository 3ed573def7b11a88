import { OutwardLink, Words } from '../../web/content.tsx'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { RecordList, Section } from '../../web/ui.tsx'
import { RELATION_KINDS } from '../model.ts'
import type { RelationShown } from '../record.ts'
import { organizationText, softwareHref, type ViewProps } from './parts.tsx'

/** Variants first: whoever looks for this software may be better served by one of them. */
const ORDER = ['variantOf', ...RELATION_KINDS.filter((kind) => kind !== 'variantOf')] as const

/** What it is a variant of, based on, replaced by, and the same from the other side. */
export const Relations = ({ locale, view }: ViewProps) => {
  const { values, record } = dictionary(locale)
  if (view.relations.length === 0) return null
  const groups = ORDER.flatMap((kind) =>
    (['from', 'to'] as const).flatMap((direction) => {
      const relations = view.relations.filter((each) => each.kind === kind && each.direction === direction)
      return relations.length === 0 ? [] : [{ kind, direction, relations }]
    }),
  )
  return (
    <Section id="relations" title={record.sections.relations}>
      {groups.map(({ kind, direction, relations }) => (
        <>
          <h3 class="section__part">{(direction === 'to' ? values.relation : values.relationFrom)[kind]}</h3>
          <RecordList records={relations.map((relation) => row(locale, relation))} />
        </>
      ))}
    </Section>
  )
}

/** Entries that do much the same, as the register found; nothing where nothing is near. */
export const Similar = ({ locale, view: { similar } }: ViewProps) => {
  const t = dictionary(locale).record
  if (similar.length === 0) return null
  return (
    <Section id="similar" title={t.sections.similar}>
      <p class="meta">{t.similar.how}</p>
      <RecordList
        records={similar.map(({ id, name, shortDescription }) => ({
          name: (
            <a href={softwareHref(locale, id)}>
              <Words texts={name} locale={locale} />
            </a>
          ),
          note: <Words texts={shortDescription} locale={locale} />,
        }))}
      />
    </Section>
  )
}

function row(locale: Locale, { kind, card, url, note, saidBy }: RelationShown) {
  const t = dictionary(locale).record.relations
  const differs = note === null ? null : <Words texts={note} locale={locale} />
  const name =
    card === null ? (
      <OutwardLink href={url ?? ''} />
    ) : (
      <a href={softwareHref(locale, card.id)}>
        <Words texts={card.name} locale={locale} />
      </a>
    )
  return {
    name,
    note: (
      <>
        {kind === 'variantOf' && differs !== null ? (
          <>
            <b>{t.differs}</b> {differs}
          </>
        ) : (
          (differs ?? (card === null ? null : <Words texts={card.shortDescription} locale={locale} />))
        )}
        {saidBy === null ? null : ` (${t.saidBy(organizationText(saidBy, locale))})`}
      </>
    ),
    side: card === null ? t.external : card.state === 'archived' ? t.archived : null,
  }
}
