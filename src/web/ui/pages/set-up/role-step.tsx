/** What this installation is for. */
import { Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../parts/settings/form.ts';
import { StepFrame, type StepProps } from './step-frame.tsx';

export function RoleStep({ go }: StepProps) {
  const { t } = useTranslation('setUp');
  const form = useForm();
  const role = form.textOf('role');
  return (
    <StepFrame go={go} reason={role === '' ? t('role.choose') : ''} isFirst>
      <Radio.Group label={t('role.label')} value={role} onChange={(value) => form.set({ role: value })}>
        <Stack mt="xs">
          {(['common', 'distant'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`role.names.${value}`)}
              description={t(`role.texts.${value}`)}
              disabled={form.isDisabled}
            />
          ))}
        </Stack>
      </Radio.Group>
    </StepFrame>
  );
}
