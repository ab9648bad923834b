import { lazy, Suspense, useEffect, useState } from 'react';
import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Timeframe } from '../../../../contract/model/timeframe.ts';
import { registerCommands } from '../../../app/commands.ts';
import { useSettings } from '../../../app/settings-store.ts';
import type { PriceChart } from '../../../chart/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { replaceIndicators, useChart } from '../chart-store.ts';
import type { Picker as PickerComponent } from './picker.tsx';
import { closePicker, openPicker, usePicker } from './picker-store.ts';

const Templates = lazy(() => import('./templates.tsx').then((module) => ({ default: module.Templates })));

/** Adds indicators to the chart, one by one or as a set. */
export function IndicatorTools({ chart, instrument, timeframe }: { readonly chart: PriceChart | null; readonly instrument: Instrument; readonly timeframe: Timeframe }) {
  const { isOpen } = usePicker();
  const templates = useSettings((store) => store.settings.indicatorTemplates);
  const hasAny = useChart((store) => store.indicators.length > 0);
  const [isManaging, setManaging] = useState(false);
  const Picker = usePickerCode(chart !== null || isOpen);

  useEffect(() => registerCommands([
    { id: 'chart.indicators', title: 'Add an indicator', group: 'Chart', keys: '$mod+KeyI', isGlobal: true, words: 'indicators study studies average rsi macd bollinger', run: () => openPicker() },
    { id: 'chart.templates', title: 'Indicator templates', group: 'Chart', words: 'save set of indicators', run: () => setManaging(true) },
    ...templates.map((template) => ({
      id: `chart.template.${template.name}`, title: `Put the template ${template.name} on the chart`, group: 'Chart' as const, words: 'indicators set', run: () => replaceIndicators(template.indicators, `${template.name} is on the chart`),
    })),
  ]), [templates]);

  return (
    <>
      <Button size="small" kind="ghost" onClick={() => openPicker()} title="Add an indicator (Ctrl I)">ƒ Indicators</Button>
      <Menu
        trigger={<Button size="small" kind="ghost">Templates</Button>}
        items={[
          ...templates.map((template) => ({ kind: 'item' as const, id: template.name, label: template.name, onSelect: () => replaceIndicators(template.indicators, `${template.name} is on the chart`) })),
          ...(templates.length > 0 ? [{ kind: 'line' as const, id: ' line' }] : []),
          { kind: 'item', id: ' save', label: hasAny || templates.length === 0 ? 'Save these indicators…' : 'Change templates…', isDisabled: !hasAny && templates.length === 0, onSelect: () => setManaging(true) },
          ...(templates.length > 0 && hasAny ? [{ kind: 'item' as const, id: ' change', label: 'Change templates…', onSelect: () => setManaging(true) }] : []),
        ]}
      />
      <Suspense>
        {isOpen && Picker !== null && <Picker chart={chart} instrument={instrument} timeframe={timeframe} onClose={closePicker} />}
        {isManaging && <Templates onClose={() => setManaging(false)} />}
      </Suspense>
    </>
  );
}

/** The list's code, fetched as soon as there is a chart: letters that are typed right after Ctrl I shall meet its field. */
function usePickerCode(isWanted: boolean) {
  const [Picker, setPicker] = useState<typeof PickerComponent | null>(null);
  useEffect(() => {
    if (isWanted) void import('./picker.tsx').then((module) => setPicker(() => module.Picker));
  }, [isWanted]);
  return Picker;
}
