/** One file served beside the pages. `path` carries a hash of the content, so it may be cached for ever. */
export interface Asset {
  /** Absolute path on the site, such as `/assets/site-3f2a9c1b.css`. */
  readonly path: string
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
}

/** What a build makes: the paths for the layout, and the files for whoever serves them. */
export interface BuiltAssets {
  readonly paths: AssetPaths
  readonly files: readonly Asset[]
}

/** The header that goes with every file of the list. */
export const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable'

/** Finds a file by its request path. */
export function findAsset(assets: BuiltAssets, path: string): Asset | undefined {
  return assets.files.find((file) => file.path === path)
}
