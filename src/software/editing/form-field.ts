interface Placed {
  /** Path in the document (`technology.version`), or in the row or group around it. */
  readonly path: string
}

/** One value. */
export type ValueField = Placed &
  (
    | { readonly kind: 'text'; readonly lines?: number }
    | { readonly kind: 'url' | 'email' | 'date' | 'number' | 'organization' }
    /** A text in several languages; `lines`: of several lines. */
    | { readonly kind: 'localized'; readonly lines?: number }
    /** A list of texts in several languages, one a line. */
    | { readonly kind: 'localizedLines' }
    /** A list of texts, one a line. */
    | { readonly kind: 'lines' | 'organizations' }
    /** One of a closed list; `initial` is what a document says when nobody has chosen. */
    | {
        readonly kind: 'choice'
        readonly values: readonly string[]
        readonly labels: string
        readonly initial?: string
      }
    /** Any of a closed list. */
    | { readonly kind: 'choices'; readonly values: readonly string[]; readonly labels: string }
    /** Any of a table of codes. */
    | { readonly kind: 'codes'; readonly scheme: 'functions' | 'regions' }
    /** Yes, no, or nobody has said. */
    | { readonly kind: 'yesNo' }
    /** Yes or no; no unless ticked. */
    | { readonly kind: 'flag' }
  )

/** Several values that stand or fall together: there is none of them, or what the model demands of them is there. */
export interface GroupField extends Placed {
  readonly kind: 'group'
  readonly fields: readonly ValueField[]
}

/** A list of the same few fields. */
export interface RowsField extends Placed {
  readonly kind: 'rows'
  /** Most rows the model takes. */
  readonly most: number
  readonly fields: readonly (ValueField | GroupField)[]
}

export type Field = ValueField | GroupField | RowsField
