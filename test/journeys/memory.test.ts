/** The stories without a network: quick, and the first to fail. */
import { memoryPlace } from './place.ts';
import { tellStories } from './stories.ts';

tellStories('the memory transport', async () => memoryPlace());
