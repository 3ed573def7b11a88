/** What the SPDX packages that come without types export. */
declare module 'spdx-expression-parse' {
  export interface LicenseNode {
    readonly license: string
    readonly plus?: true
    readonly exception?: string
  }
  export interface ConjunctionNode {
    readonly conjunction: 'and' | 'or'
    readonly left: ExpressionNode
    readonly right: ExpressionNode
  }
  export type ExpressionNode = LicenseNode | ConjunctionNode
  /** Throws Error when the text is not an SPDX expression. */
  export default function parse(expression: string): ExpressionNode
}
