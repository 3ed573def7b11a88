// Suggestions under a search field: the combobox with a list box of the WAI-ARIA Authoring Practices (list autocomplete
// with manual selection). The form works as it did: Enter without a chosen suggestion searches for what was typed.

const PAUSE = 150
const SHORTEST = 2
const MOST = 4

/** A title in the reader's language, else in the other, else in any, with the language it is in. */
const inLanguage = (title, own) => {
  const language = [own, 'uk', 'en', ...Object.keys(title)].find((each) => title[each])
  return { text: title[language] ?? '', language }
}

function suggesting(input) {
  const own = document.documentElement.lang
  const { suggest, functions, records, queries, counted } = input.dataset
  const list = document.createElement('div')
  const status = document.createElement('p')
  list.id = `${input.id}-suggestions`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.labels[0]?.textContent ?? '')
  list.hidden = true
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  input.after(list)
  input.form.append(status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)

  let options = []
  let active = -1
  let timer
  let asked

  const activate = (index) => {
    options[active]?.setAttribute('aria-selected', 'false')
    active = index
    const option = options[active]
    if (!option) return input.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', option.id)
  }
  const close = () => {
    clearTimeout(timer)
    asked?.abort()
    activate(-1)
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
  }
  const open = () => {
    list.hidden = options.length === 0
    input.setAttribute('aria-expanded', String(options.length > 0))
  }
  const choose = (option) => {
    close()
    if (option.dataset.path) return location.assign(`/${own}${option.dataset.path}`)
    input.value = option.textContent
    input.form.requestSubmit()
  }

  const group = (title, entries) => {
    if (entries.length === 0) return
    const section = document.createElement('div')
    const head = document.createElement('p')
    head.id = `${list.id}-${list.children.length}`
    head.textContent = title
    section.setAttribute('role', 'group')
    section.setAttribute('aria-labelledby', head.id)
    section.append(head)
    for (const { text, language, path } of entries) {
      const option = document.createElement('div')
      option.id = `${list.id}-option-${options.length}`
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      if (language && language !== own) option.lang = language
      if (path) option.dataset.path = path
      option.textContent = text
      options.push(option)
      section.append(option)
    }
    list.append(section)
  }
  const show = (found) => {
    activate(-1)
    options = []
    list.replaceChildren()
    const titled = ({ title, path }) => ({ ...inLanguage(title, own), path })
    group(
      queries,
      found.queries.map((text) => ({ text, language: /[а-яґєії]/i.test(text) ? 'uk' : 'en' })),
    )
    group(functions, found.functions.map(titled))
    group(records, found.records.map(titled))
    open()
    status.textContent = `${counted} ${options.length}`
  }
  const ask = async () => {
    asked?.abort()
    const text = input.value.trim()
    if ([...text].length < SHORTEST) return show({ queries: [], functions: [], records: [] })
    asked = new AbortController()
    try {
      const answer = await fetch(`${suggest}?${new URLSearchParams({ q: text.slice(0, 200), limit: MOST })}`, {
        signal: asked.signal,
      })
      if (answer.ok && input.value.trim() === text && document.activeElement === input) show(await answer.json())
    } catch {
      // Away or overtaken by the next letter: the field is still a field.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (list.hidden) return options.length > 0 ? open() : ask()
      // One place before the first suggestion is the field itself.
      const places = options.length + 1
      activate(((active + 1 + (event.key === 'ArrowDown' ? 1 : -1) + places) % places) - 1)
    } else if (event.key === 'Enter' && options[active] && !list.hidden) {
      event.preventDefault()
      choose(options[active])
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'Tab') close()
  })
  input.addEventListener('blur', close)
  // The field keeps the focus while a suggestion is pressed.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) choose(option)
  })
}

for (const input of document.querySelectorAll('[data-suggest]')) suggesting(input)
