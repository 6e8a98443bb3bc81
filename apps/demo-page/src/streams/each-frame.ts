/**
 * Makes a function that calls `draw` once before the next frame, however often it is called until then: what comes
 * faster than it can be seen is drawn once.
 */
export function eachFrame(draw: () => void): () => void {
  let isAsked = false
  return () => {
    if (isAsked) return
    isAsked = true
    const drawOnce = (): void => {
      isAsked = false
      draw()
    }
    // Nothing is drawn in a tab that nobody sees, and what arrives there must be counted all the same.
    if (document.hidden) setTimeout(drawOnce, 250)
    else requestAnimationFrame(drawOnce)
  }
}
