/**
 * Whether somebody is at the page. What it asks by itself, left alone, says so (X-Malleposte-Quiet), and does not keep the session alive:
 * a page that is forgotten on a screen ends after two hours, one in which somebody reads or writes does not.
 */

/** Longer than the page is ever silent: a touch between two of its questions counts with the next. */
const restMs = 90_000;

const touched = { atMs: Date.now() };

/** What only a person does: with a pointer, with keys, or through a screen reader, which moves the focus and clicks. */
const touches = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'input', 'focusin', 'click'] as const;

/** Once, before the page is shown. Opening it counts as a touch. */
export function watchPresence(): void {
  const note = (): void => {
    touched.atMs = Date.now();
  };
  for (const kind of touches) addEventListener(kind, note, { passive: true, capture: true });
}

export const isLeftAlone = (): boolean => Date.now() - touched.atMs > restMs;
