/**
 * The end of a multi-line POP3 answer and its stuffed dots (RFC 1939 §3), found in bytes however TCP cut them (pitfalls L9,
 * L10, L11). Ignores lines and charsets: base64 mails pass through in whole chunks.
 */

export type Unstuffing = {
  /** Hands the content in `chunk` to `keep`; answers the offset behind the terminator, or -1 when more must come. */
  feed(chunk: Buffer, keep: (content: Buffer) => void): number;
};

/** Where the previous byte left us: in a line, behind CR, at the start of a line, behind a first dot, behind dot and CR. */
type State = 'text' | 'cr' | 'start' | 'dot' | 'dot-cr';

type Step = { readonly state: State; readonly next: number };

const [CR, LF, DOT] = [13, 10, 46];
const lineWithDot = Buffer.from('\r\n.');
const carriageReturn = Buffer.from('\r');

/** One per answer: it starts at the start of a line. */
export function startUnstuffing(): Unstuffing {
  let state: State = 'start';
  return {
    feed: (chunk, keep) => {
      let at = 0;
      while (at < chunk.length) {
        if (state === 'dot-cr' && chunk[at] === LF) return at + 1;
        const step: Step = state === 'text' ? passText(chunk, at, keep) : passEdge(state, chunk, at, keep);
        state = step.state;
        at = step.next;
      }
      return -1;
    },
  };
}

/** The fast path: native search for the only sequence that matters. */
function passText(chunk: Buffer, at: number, keep: (content: Buffer) => void): Step {
  const found = chunk.indexOf(lineWithDot, at);
  if (found >= 0) {
    keep(chunk.subarray(at, found + 2));
    return { state: 'dot', next: found + 3 };
  }
  keep(chunk.subarray(at));
  const last = chunk[chunk.length - 1];
  if (last === CR) return { state: 'cr', next: chunk.length };
  const isLineEnd = last === LF && chunk.length - at >= 2 && chunk[chunk.length - 2] === CR;
  return { state: isLineEnd ? 'start' : 'text', next: chunk.length };
}

/** One byte at an edge; a byte that decides nothing is looked at again in the next state. */
function passEdge(state: Exclude<State, 'text'>, chunk: Buffer, at: number, keep: (content: Buffer) => void): Step {
  const byte = chunk[at];
  if (state === 'cr' && (byte === LF || byte === CR)) {
    keep(chunk.subarray(at, at + 1));
    return { state: byte === LF ? 'start' : 'cr', next: at + 1 };
  }
  if (state === 'start' && byte === DOT) return { state: 'dot', next: at + 1 };
  if (state === 'dot' && byte === CR) return { state: 'dot-cr', next: at + 1 };
  if (state === 'dot-cr') {
    keep(carriageReturn);
    return { state: 'cr', next: at };
  }
  return { state: 'text', next: at };
}
