/** A register over HTTP, as another program sees it. */
export interface ApiClient {
  readonly url: string
  readonly key: string
}

function sending(
  { url, key }: ApiClient,
  method: string,
  path: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  return fetch(new URL(`/api/v1${path}`, url), {
    method,
    headers: { ...headers, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  })
}

const documentNamed = (name: string) => ({
  identity: { name: { uk: name }, shortDescription: { uk: 'Талони і табло для центрів послуг.' } },
})

/** Registers published software and returns its number. Throws unless it was registered. */
export async function postSoftware(client: ApiClient, name: string): Promise<string> {
  const answer = await sending(client, 'POST', '/software', { state: 'published', document: documentNamed(name) })
  if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Renames software that is at `version`; the whole answer is the caller's to judge. */
export function putSoftware(client: ApiClient, id: string, version: number, name: string): Promise<Response> {
  const body = { reason: 'Назву уточнено', document: documentNamed(name) }
  return sending(client, 'PUT', `/software/${id}`, body, { 'if-match': `"${version}"` })
}

/** The version software is at. */
export async function versionOf({ url }: ApiClient, id: string): Promise<number> {
  const answer = await fetch(new URL(`/api/v1/software/${id}`, url))
  return ((await answer.json()) as { version: number }).version
}
