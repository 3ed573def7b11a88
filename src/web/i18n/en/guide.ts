import type { guide as uk } from '../uk/guide.ts'

const PUBLICCODE = `publiccodeYmlVersion: "0.7"
name: Talon electronic queue
url: https://git.example.org/city/talon
softwareVersion: 2.4.0
releaseDate: 2026-09-01
platforms: [web, android]
developmentStatus: stable
softwareType: standalone/web
description:
  en:
    shortDescription: Issues tickets, calls visitors and shows the queue on a display
    longDescription: …
    features: [booking ahead, display, waiting statistics]
legal:
  license: EUPL-1.2
  repoOwner: Name of the holder
maintenance:
  type: internal
localisation:
  localisationReady: true
  availableLanguages: [uk]
`

export const guide: typeof uk = {
  help: {
    title: 'Help',
    lead: 'How to find software, what the answer about the right to use it means, and how to add your own to the register.',
    parts: [
      {
        id: 'search',
        title: 'How to search',
        body: [
          'Type a name, an abbreviation, a number, or a need in plain words: [visitor queue](/search?q=visitor+queue), [municipal property](/search?q=municipal+property). What was found stands in tabs: software, organizations, experts.',
          'The search looks in names, descriptions, features, functions, technologies, numbers, holders and developers, in Ukrainian and in English. This is what it understands; every example can be opened:',
          {
            terms: [
              [
                'Forms of words',
                'Case, number, capitals, apostrophes and the order of words make no difference: [queues](/search?q=queues) finds the same as [queue](/search?q=queue), and so it is with all the cases of Ukrainian.',
              ],
              [
                'Typing errors',
                'One or two errors in a long word are mended: [petitoins](/search?q=petitoins). Older spelling of Ukrainian is understood too.',
              ],
              ['The wrong keyboard layout', 'Ukrainian typed on English keys: [xthuf](/search?q=xthuf).'],
              ['Latin letters', 'Ukrainian words in Latin letters: [cherha](/search?q=cherha).'],
              [
                'Russian words',
                'Words of the trade written in Russian: [the Russian word for a queue](/search?q=%D0%BE%D1%87%D0%B5%D1%80%D0%B5%D0%B4%D1%8C).',
              ],
              [
                'Abbreviations and words of the same meaning',
                'Words that mean the same are looked for beside what was typed: [EDMS](/search?q=EDMS). What was added is said above the list.',
              ],
              [
                'Quotation marks',
                'The words in a row, in just this order: [“electronic queue”](/search?q=%22electronic+queue%22).',
              ],
              ['Minus', 'Without a word: [queue -hospital](/search?q=queue+-hospital).'],
              [
                'Numbers',
                'The number of a record leads straight to it: [UA-SW-000001](/search?q=UA-SW-000001). An EDRPOU code, the number of a tender or a CPV code may be written with or without spaces and hyphens.',
              ],
              [
                'A whole text',
                'A specification or the subject of a purchase can be pasted as it is, up to 2,500 characters. A text of more than 25 words is compared with the descriptions of software, and each entry says what they have in common.',
              ],
            ],
          },
          'When a word was read otherwise than it was typed, a line above the list says so, and the link beside it takes the word literally. Words that the register does not know are named, not guessed. When nothing has all of the words, entries that have more of them come first.',
          'The filters on the left narrow the list. Within one filter any of the ticked values will do; different filters must all hold. The number beside a value says how many entries remain if that one is chosen.',
          'The list of software can be downloaded (CSV for spreadsheets, JSON for programs) or followed as an Atom feed; the list of organizations comes as CSV. The address of the page holds the query and the filters, so it can be shared.',
        ],
      },
      {
        id: 'ask',
        title: 'When what you need is not here',
        body: [
          'An empty list does not mean that no such software exists: the register knows only what was reported to it.',
          [
            'Try a shorter query, or choose a [function](/#functions): the list of functions covers needs that people name in different words.',
            'Look for a [community or an authority](/organizations) that probably has the same task, and see what it runs.',
            'Follow the search: below the list is an Atom feed in which new software for the same words and filters will appear.',
            'Ask whoever runs the register.',
          ],
        ],
      },
      {
        id: 'compare',
        title: 'How to compare',
        body: [
          'Tick up to four entries in the catalogue and press “Compare the ticked ones”. Rows with different answers are marked by a word and a line. The [comparison](/compare) can be printed or sent as a link.',
        ],
      },
      {
        id: 'rights',
        title: 'What the answer “may it be taken” means',
        body: [
          'The answer is worked out by a program from what the entry says, for a given day, and it always names the clause that decided. The rules are tried in the order of the table: the first that fits decides.',
          'In the catalogue the answer is for any authority, because the register does not know who asks. For one organization and day, the page of the software and the [API](/api) give the exact answer.',
          'It is information from the register, not legal advice: read the document that the entry refers to before you adopt the software.',
        ],
      },
      {
        id: 'register',
        title: 'How to register software',
        body: [
          'Software may be registered by the organization that holds the property rights. Until authorities can sign in, entries are taken through the API, with a key from the administrator of the register.',
          {
            steps: [
              'Describe the software. If its code is in a repository, add a [publiccode.yml](https://yml.publiccode.tools/) file to its root: the register reads every version of the standard from 0 to 0.7.',
              'Add what the standard does not know: the holder, the basis and kind of rights, who may use it on which terms, and the document that says so.',
              'Send the file (`POST /api/v1/imports/publiccode`) or the whole entry (`POST /api/v1/software`). The answer names every mistake: the place and the rule.',
              'A registrar checks the entry and publishes it, or returns it with reasons. A registrar never decides on an entry of their own organization.',
            ],
          },
          'The least that is useful in a publiccode.yml:',
          { label: 'publiccode.yml', code: PUBLICCODE },
          'Personal tax numbers, passport numbers and private contacts are not accepted: such an entry is refused, with the name of the field.',
        ],
      },
      {
        id: 'history',
        title: 'What happens to an entry afterwards',
        body: [
          'Every accepted change is a new version: what changed, when, in which role, and why. Earlier versions do not disappear. That none of this was changed unseen, you can [check for yourself](/verify).',
          'An entry that is no longer valid is archived: its page stays, with the reason, and its number goes to nobody else.',
          'Numbers (UA-SW-…, UA-EX-…, UA-EDR-…) are stable: the address `/id/` with a number always leads to the entry.',
        ],
      },
    ],
  },
  glossary: {
    title: 'Glossary',
    lead: 'The words the register uses, and the words of the law behind them.',
    parts: [
      {
        id: 'register',
        title: 'Words of the register',
        body: [
          {
            terms: [
              [
                'Software',
                'What an entry of the register is about: a system, an application, a library or a part of one. Its number begins with UA-SW.',
              ],
              [
                'Organization',
                'An authority, a community, an enterprise, an institution, a company or an association. Ukrainian ones have a number UA-EDR with their EDRPOU code.',
              ],
              [
                'Holder',
                'The organization that holds the property rights for the state or the community; permission is asked of it.',
              ],
              ['Developer', 'The organization that wrote, extends, maintains or integrates the software.'],
              [
                'Expert',
                'A person who was involved in making, accepting or assessing software; published with their consent only.',
              ],
              ['Right of reuse', 'Who beside the holder may use the software, and on which terms.'],
              [
                'Permission',
                'One clause of a document: to whom, under which licence, on which conditions, from which day to which.',
              ],
              [
                'Licence',
                'The terms on which the program and its code may be used. Open licences are named as SPDX does: EUPL-1.2.',
              ],
              [
                'Deployment',
                'One organization runs one software. When its user has not confirmed it for twelve months, it is marked as unconfirmed.',
              ],
              ['Variant', 'Software based on another; the entry says what differs.'],
              [
                'Function',
                'The task of an authority that the software serves. Functions are arranged in groups; the list is the register’s own, mapped to the categories of publiccode.yml and to ДК 021 codes.',
              ],
              [
                'Completeness',
                'What somebody who wants to reuse the software looks for: what is there, what is missing and why it matters. It does not judge the software.',
              ],
              [
                'Version of an entry',
                'Its state after one accepted change, with the time, the role of who changed it, and the reason.',
              ],
              ['Log', 'The sequence of all changes of the register, which can only grow.'],
              [
                'publiccode.yml',
                'The file in a repository with which public bodies of many countries describe their software.',
              ],
            ],
          },
        ],
      },
      {
        id: 'law',
        title: 'Words of the law',
        body: [
          {
            terms: [
              [
                'National Informatization Programme',
                'The complex of tasks, programmes, projects and works of informatization. Law of Ukraine No. 2807-IX of 1 December 2022.',
              ],
              [
                'Means of informatization',
                'Computers, software products, information systems or parts of them, electronic communication networks.',
              ],
              ['Informatization project', 'A component of the National Programme; not a code project.'],
              [
                'Approval',
                'The decision on a project after its expertise. Procedure: Resolution No. 119 of the Cabinet of Ministers of 2 February 2024.',
              ],
              [
                'Life-cycle stages',
                'Initiation, design, development and introduction, operation, retirement: requirements approved by Resolution No. 205 of 21 February 2025.',
              ],
              ['EDRPOU', 'The code of a legal person: eight digits, the last of which is a check digit.'],
              ['KATOTTG', 'The codifier of administrative and territorial units; its first digits tell the oblast.'],
              ['ДК 021', 'The procurement vocabulary (CPV): codes of what is bought.'],
              [
                'KSZI',
                'A complex system of information protection; the entry gives the number and term of its attestation.',
              ],
              ['Trembita', 'The system of electronic interaction of state electronic information resources.'],
              ['RNOKPP', 'The tax number of a person. The register takes it in no field.'],
            ],
          },
        ],
      },
    ],
  },
  about: {
    title: 'About the register',
    lead: 'The state pays for software once. For that, the next buyer has to find what already exists.',
    parts: [
      {
        id: 'why',
        title: 'Why',
        body: [
          'Authorities and communities buy the same systems again and again: document flow, an electronic queue, a register of the community. The rights already paid for would often be enough for others, but nothing says so anywhere.',
          'The register answers four questions: what exists, who holds the rights, may we use it, and who runs it already.',
        ],
      },
      {
        id: 'principles',
        title: 'What you can rely on',
        body: [
          [
            'Nothing is lost or silently changed: each change is a new version with its time, role and reason.',
            'An empty result always says among how many entries, and as of when.',
            'Personal tax numbers, passport numbers and private contacts never enter the register.',
            'Pages work without scripts, on a phone, on paper, in Ukrainian and in English, and with a screen reader.',
            'Programs can take the records, their versions and the tables of codes; the lists of software and organizations come as spreadsheets too.',
          ],
        ],
      },
      {
        id: 'today',
        title: 'What there is today',
        body: [
          'The catalogue of software, organizations and experts, comparison, the history of changes, the API, reading and writing publiccode.yml.',
          'Contracts, payments and informatization projects, the check before a purchase, and sign-in for authorities are still being prepared; until then the register shows no sums.',
        ],
      },
      {
        id: 'standards',
        title: 'What it is built on',
        body: [
          [
            'Descriptions of software: publiccode.yml, SPDX licence identifiers.',
            'Tables of codes: KATOTTG, ДК 021, our own list of functions.',
            'Data: JSON, CSV, Atom, an OpenAPI 3.1 description.',
            'The register’s own code is under EUPL-1.2.',
          ],
        ],
      },
    ],
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'Everybody must be able to use the register. The goal is WCAG 2.2 AA and EN 301 549.',
    parts: [
      {
        id: 'can',
        title: 'What works',
        body: [
          [
            'Everything can be reached by keyboard; the focus is always visible; the first link leads to the content.',
            'Pages have headings, landmarks and labels for screen readers; text in another language is marked.',
            'A state is never colour alone: a word and an icon stand beside it.',
            'Text can be doubled in size; at 320 pixels nothing scrolls sideways.',
            'There is a light and a dark theme (by the setting of the device), contrast is at least 4.5 : 1, and motion stops when the device asks for it.',
            'Scripts only add comfort: everything works without them. The one exception is the [check of files of the log](/verify) in the browser; beside it, a file does the same without a browser.',
            'The map and charts have a table with the same numbers.',
          ],
        ],
      },
      {
        id: 'checked',
        title: 'How it was checked',
        body: [
          'Every change is checked by axe-core in a real browser: both languages, both themes, a wide screen and a phone; it has to find nothing. The keyboard, reflow at 320 pixels and work without scripts are checked besides.',
          'A program does not find everything. No independent assessment by people with disabilities has been made yet; its results will stand here.',
        ],
      },
      {
        id: 'gaps',
        title: 'Known shortcomings',
        body: [
          [
            'Descriptions are written by holders; their language may be difficult, and some imported ones exist only in their original language.',
            'Screenshots and sites of the software that links lead to are outside the register.',
          ],
        ],
      },
      {
        id: 'report',
        title: 'If something does not work',
        body: [
          'Write to the authority that runs this installation: name the address of the page, what you wanted to do, and the program you use.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy',
    lead: 'Nobody has to say who they are to read the register, and the register does not try to find out.',
    parts: [
      {
        id: 'readers',
        title: 'Those who read',
        body: [
          [
            'In the browsers of those who do not sign in the register sets no cookies and stores nothing.',
            'Pages load nothing from other sites: no counters, fonts, maps or buttons of third parties.',
            'Searches are not recorded. Of a request that failed, the program’s log keeps the address without its parameters and a description of the fault.',
            'The server of an installation may keep an ordinary technical log of connections; its operator answers for it.',
          ],
        ],
      },
      {
        id: 'people',
        title: 'Those who are written about',
        body: [
          [
            'An expert appears with their consent only. Consent can be withdrawn: then what is known of the person is erased from all versions; the number stays, and in entries of software the role and the days.',
            'The contact of an organization is a role and an official mailbox, not a person.',
            'RNOKPP, passport, ID-card and UNZR numbers are refused in every text field and removed from imported files.',
            'Names, addresses and telephone numbers in the contacts of publiccode.yml files are not stored.',
          ],
        ],
      },
      {
        id: 'writers',
        title: 'Those who write',
        body: [
          'Of an access key the register keeps its name, role, organization and when it was last used. The key itself is not stored, only its fingerprint (SHA-256). The history of entries shows a role and an organization, not a person.',
        ],
      },
      {
        id: 'signed-in',
        title: 'Those who sign in',
        body: [
          [
            'An identity provider proves who somebody is. The register keeps the name that it gives, the EDRPOU code of the organization where the provider tells it, and a keyed hash by which it knows you the next time (HMAC-SHA-256). It neither asks for nor keeps a tax number, date of birth, e-mail or phone.',
            'The name is seen by you, the head of your organization, registrars, auditors and administrators. The history of records shows a role and an organization only.',
            'The browser keeps two cookies without which nobody could sign in: the session (12 hours at most) and the mark of the browser in which signing in began (an hour). There are none of third parties or advertisers.',
            'Of each session the register keeps the browser and system in two words, and times; they are erased 90 days after its end. Sessions can be ended on the account page.',
            'Roles and decisions on them are kept with days and reasons: they say under whose authority records were written.',
          ],
        ],
      },
      {
        id: 'contact',
        title: 'Whom to turn to',
        body: ['For what the register says of you, write to whoever runs this installation.'],
      },
    ],
  },
  security: {
    title: 'Report a vulnerability',
    lead: 'If you have found a way to harm the register or its readers, report it in private.',
    parts: [
      {
        id: 'how',
        title: 'How to report',
        body: [
          'Turn to the authority that runs this installation, in private and not in a public discussion. Describe what you did, what happened, and what should have happened.',
          [
            'Do not change or take other people’s data, and do not overload the server.',
            'Leave a reasonable time for a fix before you speak of it in public.',
          ],
          'The same for programs: [security.txt](~/.well-known/security.txt).',
        ],
      },
      {
        id: 'measures',
        title: 'What has been done',
        body: [
          [
            'Changes are taken only with a key, whose role and organization are checked; each becomes a leaf of a log that only grows.',
            'Pages run no inline code: the Content-Security-Policy forbids it.',
            'CSV cells that a spreadsheet might take for a formula are disarmed.',
          ],
        ],
      },
    ],
  },
  data: {
    title: 'Open data and API',
    lead: 'Programs may take the records of software, organizations, experts and deployments, their versions and the tables of codes: without a key, without signing up, from any site.',
    parts: [
      {
        id: 'lists',
        title: 'Lists',
        body: [
          'Add a suffix to the address of the list of software; the query and the filters stay. The list of organizations is there as CSV too.',
          {
            terms: [
              [
                '`.csv`',
                'For spreadsheets: the whole list, UTF-8, commas, heads and words in the language of the page. [All software as CSV](/software.csv), [all organizations as CSV](/organizations.csv)',
              ],
              ['`.json`', 'For programs: leads to the API with the same query. [All software as JSON](/software.json)'],
              ['`.atom`', 'A feed of what is new and changed. [Feed of software](/software.atom)'],
            ],
          },
        ],
      },
      {
        id: 'api',
        title: 'API',
        body: [
          'Described in OpenAPI 3.1: [/api/v1/openapi.json](~/api/v1/openapi.json); the same to read: the [API reference](/api).',
          [
            'Lists give up to 100 entries at a time; `next` in the answer and the `Link` header lead on.',
            'An entry has an `ETag`; `If-None-Match` saves the transfer.',
            'An unknown parameter is a 422, so that a slip of the pen does not change the answer unseen.',
            'Errors come as `application/problem+json`; each kind has a [page](/problems).',
          ],
          {
            label: 'curl',
            code: "curl '{origin}/api/v1/software?verdict=may-use&function=citizen-services.queue&limit=5'",
          },
        ],
      },
      {
        id: 'identifiers',
        title: 'Stable numbers',
        body: [
          'The address `/id/UA-SW-000001` leads to the page of the entry in the reader’s language, or with `Accept: application/json` to the entry as JSON. The same for organizations (`UA-EDR-…`) and experts (`UA-EX-…`).',
        ],
      },
      {
        id: 'codes',
        title: 'Tables of codes',
        body: [
          'The list of functions, the regions, and the loaded parts of KATOTTG and ДК 021: [functions](~/api/v1/reference/functions), [regions](~/api/v1/reference/regions), [ДК 021](~/api/v1/reference/dk021). Each table names its source and date, and says whether it is complete.',
        ],
      },
    ],
  },
}
