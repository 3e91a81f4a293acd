/** What every setting carries beside its type: unit and help in both languages, kept in a zod registry. */
import { z } from 'zod';

export type FieldHelp = {
  readonly fr: string;
  readonly en: string;
  /** `days`, `bytes`…, when the type cannot say it. */
  readonly unit?: string;
  /** How the value is written, when the type cannot say it: `URL`, `path`, `address`… */
  readonly form?: string;
};

export const fieldHelp = z.registry<FieldHelp>();

/** Declares a setting: the schema, default included, with its help. */
export const field = <S extends z.ZodType>(schema: S, help: FieldHelp): S => {
  fieldHelp.add(schema, help);
  return schema;
};

/** A refusal of our own in a zod schema: `code` and `expected` are facts from which words/ makes a sentence. */
export const refuse = <T>(code: string, expected: string, isRight: (value: T) => boolean) =>
  z.check<T>((context) => {
    if (isRight(context.value)) return;
    context.issues.push({ code: 'custom', input: context.value, params: { code, expected } });
  });
