/** The setting `queries`: questions by name. What one means is looked at when it is asked, so that a wrong one stops nothing else. */
import { z } from 'zod';
import { refuse } from './field.ts';

const maxQuestionLength = 500;

/** Name → question, one line each. */
export const savedQueries = () => z.record(queryName(), question()).default({});

const queryName = () =>
  z.string().check(refuse('bad-query-name', 'a-z 0-9 . _ -', (name) => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,47}$/u.test(name)));

const question = () =>
  z.string().check(
    refuse('too-long', `${maxQuestionLength}`, (text) => text.length <= maxQuestionLength),
    refuse('control-character', '', (text) => !/[\u0000-\u001f\u007f]/.test(text)),
  );
