/** A process that opens the common store at argv[2], leaves a trace there and says so. */
import { openCommonStore } from '../../../src/store/open.ts';
import { event } from '../samples.ts';

const store = await openCommonStore(process.argv[2] ?? '');
await store.trace([event('opened')]);
await store.close();
process.stdout.write('opened\n');
