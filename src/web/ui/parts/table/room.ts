/** How high a table may be: from where it begins to the end of the window, so that the page itself need not scroll. */
import { type RefObject, useLayoutEffect, useState } from 'react';

const leastHeight = 320;
const below = 16;

/** In pixels. Looked at again when the window, or what stands above, changes its size. */
export function useRoom(element: RefObject<HTMLElement | null>): number {
  const [height, grow] = useState(leastHeight);
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = (element.current?.getBoundingClientRect().top ?? 0) + window.scrollY;
      grow(Math.max(leastHeight, Math.floor(window.innerHeight - top - below)));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    for (const sibling of element.current?.parentElement?.children ?? []) if (sibling !== element.current) observer.observe(sibling);
    window.addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element]);
  return height;
}
