import { Segmented } from '../../ui/segmented.tsx';

export const timeframes = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;

export const TimeframeChoice = ({ value, choices, onChange }: { readonly value: string; readonly choices: readonly string[]; readonly onChange: (value: string) => void }) => (
  <Segmented label="Timeframe" size="bare" value={value} choices={choices.map((one) => ({ value: one, label: one }))} onChange={onChange} />
);
