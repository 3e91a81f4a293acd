/** The same, different, or on one side only: by colour, by sign and in words. */
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ComparedLine } from '../../../contract/doubles-routes.ts';

const looks = {
  same: { colour: 'teal', sign: '=' },
  different: { colour: 'red', sign: '≠' },
  'one-sided': { colour: 'gray', sign: '◐' },
} as const;

export function AgreementMark({ agreement }: Pick<ComparedLine, 'agreement'>) {
  const { t } = useTranslation('doubles');
  const { colour, sign } = looks[agreement];
  return (
    <Badge color={colour} variant="light" tt="none" miw="max-content">
      {sign} {t(`comparison.states.${agreement}`)}
    </Badge>
  );
}
