/** One file served beside the pages. */
export interface Asset {
  /** Absolute path on the site, such as `/assets/site-3f2a9c1b.css`: it carries a hash of the content, unless `isNamed`. */
  readonly path: string
  /** Its address is for people to know and says nothing of its content, so every use asks whether it has changed. */
  readonly isNamed?: boolean
  readonly contentType: string
  readonly body: Uint8Array<ArrayBuffer>
}

/** The paths that pages write into their HTML. */
export interface AssetPaths {
  readonly css: string
  readonly js: string
  readonly icon: string
  readonly fontRegular: string
  readonly fontBold: string
  /** The program that checks the log, as people download it and as the page below imports it. */
  readonly verifier: string
  /** The script of the page where files of the log are checked. */
  readonly verifyPage: string
}

/** What a build makes: the paths for the layout, and the files for whoever serves them. */
export interface BuiltAssets {
  readonly paths: AssetPaths
  readonly files: readonly Asset[]
}

/** The header that goes with a file whose path changes with its content. */
export const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable'
/** The header that goes with the others. */
export const NAMED_CACHE_CONTROL = 'no-cache'
/** Where the program that checks the log can be downloaded. */
export const VERIFIER_PATH = '/verify.mjs'

/** Finds a file by its request path. */
export function findAsset(assets: BuiltAssets, path: string): Asset | undefined {
  return assets.files.find((file) => file.path === path)
}
