/** A task begun on behalf of whoever asks, answered as the page shows it. */
import { ok, type Result } from '../../result.ts';
import type { ExplainedError } from '../../words/error-words.ts';
import type { Speech } from '../../words/speech.ts';
import type { TaskView } from '../contract/task-routes.ts';
import type { Desk } from './desk.ts';
import type { Session } from './sessions.ts';
import { taskView } from './task-view.ts';
import type { TaskKind, Work } from './tasks.ts';

export type Beginning = { readonly desk: Desk; readonly session: Session | null; readonly speech: Speech };

/** `task-running` while another one runs. */
export function beginTask({ desk, session, speech }: Beginning, kind: TaskKind, work: Work): Result<TaskView, ExplainedError> {
  const started = desk.tasks.start(kind, session?.by ?? '', work);
  return started.ok ? ok(taskView(started.value, speech, desk.world.now())) : started;
}
