/** The headless shell that the package `@sparticuz/chromium` carries, unpacked; undefined where it has none for this machine. */
export async function carriedBrowser(): Promise<string | undefined> {
  try {
    const { default: carried } = await import('@sparticuz/chromium')
    return await carried.executablePath()
  } catch {
    return undefined
  }
}
