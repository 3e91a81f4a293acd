/** The same, different, or on one side only: by colour, by sign and in words. */
import { useTranslation } from 'react-i18next';
import type { ComparedLine } from '../../../contract/doubles-routes.ts';
import { Mark } from '../../parts/mark.tsx';

const looks = {
  same: { tone: 'good', sign: '=' },
  different: { tone: 'bad', sign: '≠' },
  'one-sided': { tone: 'quiet', sign: '◐' },
} as const;

export function AgreementMark({ agreement }: Pick<ComparedLine, 'agreement'>) {
  const { t } = useTranslation('doubles');
  return <Mark {...looks[agreement]}>{t(`comparison.states.${agreement}`)}</Mark>;
}
