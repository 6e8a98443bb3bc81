/** Keeps the page as light or dark as the reader's system is. */
export function followColourScheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    document.documentElement.classList.toggle('dark-mode', dark.matches)
  }
  apply()
  dark.addEventListener('change', apply)
}
