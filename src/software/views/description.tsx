import { codeTitle } from '../../directory/reference.ts'
import { cutAt } from '../../kernel/text.ts'
import { countryName, firstWithin, languageName, OutwardLink, Plain, wordsFor } from '../../web/content.tsx'
import { dictionary, type Locale } from '../../web/i18n/index.ts'
import { Markdown } from '../../web/markdown.tsx'
import { Section, SummaryList } from '../../web/ui.tsx'
import type { SoftwareDocument } from '../model.ts'
import { Joined, labelOr, NamedCodes, originOf, softwareHref, type ViewProps } from './parts.tsx'

const FEATURES_SHOWN = 30

/** The list of features in the reader's language, or in the one there is. */
export function featuresFor(
  { identity }: Pick<SoftwareDocument, 'identity'>,
  locale: Locale,
): { readonly features: readonly string[]; readonly lang: string | undefined } {
  const languages = [locale, 'uk', 'en', ...Object.keys(identity.features).sort()]
  const language = languages.find((each) => (identity.features[each]?.length ?? 0) > 0)
  return {
    features: language === undefined ? [] : (identity.features[language] ?? []),
    lang: language === locale ? undefined : language,
  }
}

export const Description = (props: ViewProps) => {
  const { locale, view, limits } = props
  const t = dictionary(locale).record
  const { document, id } = view.record
  const description = wordsFor(document.identity.longDescription, locale)
  const { features, lang } = featuresFor(document, locale)
  const shown = firstWithin(features, FEATURES_SHOWN, limits.features)
  const page = softwareHref(locale, id, '/description')
  return (
    <>
      <Section id="about" title={t.sections.about} aside={originOf(props, 'identity')}>
        {description === null ? (
          <p>{t.about.none}</p>
        ) : (
          <>
            {description.lang === undefined ? null : (
              <p class="meta">{t.about.inLanguage(languageName(locale, description.lang))}</p>
            )}
            <Markdown text={opening(description.text, limits.description)} lang={description.lang} />
            {description.text.length > limits.description ? (
              <p class="section__more">
                <a href={page}>{t.about.more}</a>
              </p>
            ) : null}
          </>
        )}
      </Section>
      {features.length > 0 ? (
        <Section
          id="features"
          title={t.sections.features}
          aside={lang === undefined ? undefined : t.about.inLanguage(languageName(locale, lang))}
        >
          <FeatureList features={shown} lang={lang} />
          {shown.length < features.length ? (
            <p class="section__more">
              <a href={`${page}#features`}>{t.about.allFeatures(features.length)}</a>
            </p>
          ) : null}
        </Section>
      ) : null}
    </>
  )
}

/** The beginning of a long text, up to the end of a paragraph: Markdown cut in the middle of a line means something else. */
function opening(text: string, longest: number): string {
  if (text.length <= longest) return text
  const kept = text.slice(0, longest)
  const paragraph = kept.lastIndexOf('\n\n')
  return paragraph > longest / 2 ? kept.slice(0, paragraph) : cutAt(text, longest)
}

export const FeatureList = ({
  features,
  lang,
}: {
  readonly features: readonly string[]
  readonly lang: string | undefined
}) => (
  <ul class="feature-list" lang={lang}>
    {features.map((feature) => (
      <li>{feature}</li>
    ))}
  </ul>
)

/** What it is for and for whom: functions, audience, kind, platforms, languages, codes. */
export const Purpose = (props: ViewProps) => {
  const { locale, view, limits } = props
  const { values, record, publiccode } = dictionary(locale)
  const t = record.purpose
  const { identity } = view.record.document
  const { audience } = identity
  const pictures = [
    ...(identity.logo === null ? [] : [<OutwardLink href={identity.logo}>{t.logo}</OutwardLink>]),
    ...identity.screenshots.map((url, index) => <OutwardLink href={url}>{t.picture(index + 1)}</OutwardLink>),
  ]
  return (
    <Section id="purpose" title={record.sections.purpose}>
      <SummaryList
        rows={[
          {
            label: t.functions,
            value: listed(
              view.functions.map((code) => (
                <a href={`/${locale}/software?function=${encodeURIComponent(code.code)}`}>{codeTitle(code, locale)}</a>
              )),
            ),
          },
          { label: t.audience, value: audience.levels.map((level) => values.audience[level]).join(', ') },
          { label: t.communities, value: audience.communitySizes.map((size) => values.communitySize[size]).join(', ') },
          {
            label: t.countries,
            value: enumerated(
              audience.countries.map((code) => countryName(locale, code)),
              limits.names,
            ),
          },
          {
            label: t.notForCountries,
            value: enumerated(
              audience.unsupportedCountries.map((code) => countryName(locale, code)),
              limits.names,
            ),
          },
          { label: t.type, value: identity.softwareType === null ? null : values.softwareType[identity.softwareType] },
          {
            label: t.platforms,
            value: identity.platforms.map((platform) => labelOr(values.platform, platform.toLowerCase())).join(', '),
          },
          {
            label: t.stage,
            value: identity.lifecycleStage === null ? null : values.lifecycleStage[identity.lifecycleStage],
          },
          {
            label: t.status,
            value: identity.developmentStatus === null ? null : values.developmentStatus[identity.developmentStatus],
          },
          {
            label: t.languages,
            value: enumerated(
              identity.interfaceLanguages.map((tag) => languageName(locale, tag)),
              limits.names,
            ),
          },
          {
            label: t.translatable,
            value:
              identity.localisationReady === null
                ? null
                : identity.localisationReady
                  ? t.translatableYes
                  : t.translatableNo,
          },
          {
            label: t.dk021,
            value:
              identity.dk021.length === 0 ? null : (
                <ul>
                  {identity.dk021.map((code) => {
                    const known = view.dk021.get(code)
                    return <li>{known ? `${code} — ${codeTitle(known, locale)}` : code}</li>
                  })}
                </ul>
              ),
          },
          {
            label: t.categories,
            value:
              identity.categories.length === 0 ? null : (
                <NamedCodes codes={identity.categories.slice(0, limits.names)} names={publiccode.categories} />
              ),
          },
          {
            label: t.scope,
            value:
              audience.scope.length === 0 ? null : (
                <NamedCodes codes={audience.scope.slice(0, limits.names)} names={publiccode.scopes} />
              ),
          },
          { label: t.aliases, value: plainList(locale, identity.aliases.slice(0, limits.names)) },
          { label: t.awards, value: plainList(locale, identity.awards.slice(0, limits.links)) },
          { label: t.pictures, value: listed(pictures.slice(0, limits.links)) },
          {
            label: t.videos,
            value: listed(
              identity.videos
                .slice(0, limits.links)
                .map((url, index) => <OutwardLink href={url}>{t.video(index + 1)}</OutwardLink>),
            ),
          },
        ]}
      />
    </Section>
  )
}

function plainList(locale: Locale, texts: readonly string[]) {
  return texts.length === 0 ? null : (
    <Joined parts={texts.map((text) => <Plain text={text} locale={locale} />)} by="; " />
  )
}

function listed(parts: Parameters<typeof Joined>[0]['parts']) {
  return parts.length === 0 ? null : <Joined parts={parts} />
}

function enumerated(names: readonly string[], most: number): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} …` : names.join(', ')
}
