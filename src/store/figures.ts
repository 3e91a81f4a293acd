/** Reports over the whole dossier, put together. */
import { openDigest } from './digest.ts';
import type { Engine } from './engine.ts';
import type { Figures } from './figures-port.ts';
import { openKeySoftware } from './key-software.ts';
import { openLifecycle } from './lifecycle.ts';
import type { CommonSchema } from './schema.ts';

export const openFigures = (engine: Engine<CommonSchema>): Figures => ({
  keySoftware: openKeySoftware(engine),
  lifecycle: openLifecycle(engine),
  digest: openDigest(engine),
});
