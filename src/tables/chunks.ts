/** Text as UTF-8 bytes in pieces worth writing. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */

const chunkLength = 65_536;

/** Each piece given must be whole by itself: no pair of surrogates lies across two. */
export async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < chunkLength) continue;
    yield encoder.encode(waiting);
    waiting = '';
  }
  if (waiting !== '') yield encoder.encode(waiting);
}
