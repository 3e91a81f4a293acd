/** The port of outputs: other inventory programs that are told, over HTTP, what the sites delivered. They decide nothing here. */
import type { Result } from '../result.ts';

/**
 * Why an inventory was not taken. `output-refused`: the server answered about this very inventory, and will hardly take it later; all
 * others are about the server, and the same inventory goes again.
 */
export type OutputProblem =
  | 'output-unreachable'
  | 'output-timeout'
  | 'output-certificate'
  | 'output-redirected'
  | 'output-credentials'
  | 'output-failed'
  | 'output-unexpected'
  | 'output-refused';

export type OutputError = {
  readonly kind: OutputProblem;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  /** What the server says of it: one line, 200 characters at most, '' when nothing. */
  readonly said: string;
  readonly retry: 'later' | 'never';
};

/** A document that an agent made, not compressed; `agentId` (a UUID) stays the same for the same file of the same site. */
export type OutgoingInventory = { readonly form: 'json' | 'xml'; readonly body: Buffer; readonly agentId: string };

export type PostInventory = (inventory: OutgoingInventory) => Promise<Result<void, OutputError>>;

/** Opens nothing yet: each inventory is a request of its own. */
export type Outputs = { readonly glpi: (url: string) => PostInventory };
