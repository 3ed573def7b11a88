// The form of the page /verify: gives files and texts to verify.mjs and shows its report. It asks the network for the keys
// when it opens, and for nothing after that.

import {
  explain,
  kindOf,
  LONGEST,
  NoEd25519,
  verifyCheckpoint,
  verifyConsistency,
  verifyDump,
  verifyProof,
} from 'VERIFIER'

const form = document.getElementById('verify')
const files = document.getElementById('verify-files')
const text = document.getElementById('verify-text')
const keysField = document.getElementById('verify-keys')
const result = document.getElementById('verify-result')
const words = JSON.parse(form.dataset.words)
const lang = document.documentElement.lang

/** Puts the keys that the site publishes into an untouched field, and says where they came from. */
async function fillKeys() {
  const note = document.getElementById('verify-keys-note')
  try {
    const response = await fetch(form.dataset.keys)
    const { keys } = response.ok ? await response.json() : { keys: [] }
    if (keysField.value === '') keysField.value = keys.map(({ vkey }) => vkey).join('\n')
    note.textContent = keys.length === 0 ? words.keysNone : words.keysFromHere
  } catch {
    note.textContent = words.keysNone
  }
}

/** Shows one notice in place of what was there. The tones are those of the templates. */
function show(tone, title, points = [], remarksTitle = '', remarks = []) {
  const notice = document.getElementById(`verify-${tone}`).content.cloneNode(true)
  const heading = notice.querySelector('.notice__title')
  heading.textContent = title
  heading.parentElement.append(...listOf(points), ...(remarks.length === 0 ? [] : [paragraphOf(remarksTitle)]))
  heading.parentElement.append(...listOf(remarks))
  result.replaceChildren(notice)
}

function listOf(lines) {
  if (lines.length === 0) return []
  const list = document.createElement('ul')
  for (const line of lines) {
    const item = document.createElement('li')
    item.textContent = line
    list.append(item)
  }
  return [list]
}

function paragraphOf(line) {
  const paragraph = document.createElement('p')
  paragraph.textContent = `${line}:`
  return paragraph
}

const bytesOf = async (blob, longest) => new Uint8Array(await blob.slice(0, longest + 1).arrayBuffer())

async function* chunksOf(blob) {
  const reader = blob.stream().getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
}

/** Everything that was given, by what it is. What was pasted may lack the end of its last line. */
async function given() {
  const pasted = text.value.trim() === '' ? [] : [new Blob([text.value.replace(/\n*$/, '\n')])]
  const found = { proof: [], checkpoint: [], dump: [], envelope: [], path: [] }
  for (const blob of [...files.files, ...pasted]) found[kindOf(await bytesOf(blob, 100))].push(blob)
  return found
}

/** Two checkpoints in their order: the one of the smaller tree first. */
async function inOrder(checkpoints) {
  const read = await Promise.all(checkpoints.map((blob) => bytesOf(blob, LONGEST.checkpoint)))
  const sizeOf = (bytes) => Number(new TextDecoder().decode(bytes.subarray(0, 2000)).split('\n')[1])
  return sizeOf(read[0]) > sizeOf(read[1]) ? read.reverse() : read
}

/** The check that what was given asks for; null when it is no whole. */
async function chosenCheck({ proof, checkpoint, dump, envelope, path }, keys) {
  const counts = [proof, envelope, checkpoint, dump, path].map((each) => each.length).join('')
  const onProgress = (entries) => {
    if (entries % 10_240 === 0) show('caution', words.progress + entries)
  }
  switch (counts) {
    case '10000':
    case '11000':
      return verifyProof({
        keys,
        proof: await bytesOf(proof[0], LONGEST.proof),
        ...(envelope.length === 1 ? { envelope: await bytesOf(envelope[0], LONGEST.envelope) } : {}),
      })
    case '00100':
      return verifyCheckpoint({ keys, checkpoint: await bytesOf(checkpoint[0], LONGEST.checkpoint) })
    case '00110':
      return verifyDump({
        keys,
        checkpoint: await bytesOf(checkpoint[0], LONGEST.checkpoint),
        dump: chunksOf(dump[0]),
        onProgress,
      })
    case '00210':
    case '00201': {
      const [older, newer] = await inOrder(checkpoint)
      const source =
        dump.length === 1 ? { dump: chunksOf(dump[0]) } : { path: await bytesOf(path[0], LONGEST.checkpoint) }
      return verifyConsistency({ keys, older, newer, onProgress, ...source })
    }
    default:
      return null
  }
}

async function check() {
  const keys = keysField.value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const found = await given()
  const kinds = Object.entries(found).flatMap(([kind, each]) => each.map(() => words.kinds[kind]))
  if (kinds.length === 0) return show('caution', words.nothing)
  if (keys.length === 0) return show('caution', words.noKeys)
  show('caution', words.working)
  const report = await chosenCheck(found, keys)
  if (report === null) return show('caution', `${words.combination}${kinds.join(', ')}.`)
  const { verdict, title, points, remarks, remarksTitle } = explain(report, lang)
  show(report.valid ? 'ok' : 'stop', `${verdict}. ${title}`, points, remarksTitle, remarks)
}

/** One check at a time: a long one is not begun twice. */
let busy = false

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  if (busy) return
  busy = true
  result.replaceChildren()
  try {
    await check()
  } catch (error) {
    if (error instanceof NoEd25519) show('caution', words.noEd25519)
    else show('caution', words.unreadable + (error?.message ?? ''))
  } finally {
    busy = false
  }
})

form.addEventListener('dragover', (event) => {
  event.preventDefault()
  form.classList.add('verify--over')
})
form.addEventListener('dragleave', () => form.classList.remove('verify--over'))
form.addEventListener('drop', (event) => {
  event.preventDefault()
  form.classList.remove('verify--over')
  if (event.dataTransfer.files.length > 0) files.files = event.dataTransfer.files
})

form.hidden = false
fillKeys()
