export type { Chromium } from './chromium.ts'
export { findChromium } from './find-chromium.ts'
export { launchBrowser } from './launch-browser.ts'
export { launchFirefox } from './launch-firefox.ts'
