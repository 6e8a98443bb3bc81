export { type Chromium, findChromium } from './find-chromium.ts'
export { BROWSER_MISSING, launchBrowser } from './launch-browser.ts'
