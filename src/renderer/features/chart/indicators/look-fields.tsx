import type { IndicatorHue, IndicatorLook } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { titleOfOutput } from './label-indicator.ts';
import styles from './look-fields.module.css';

const hues: readonly (readonly [hue: IndicatorHue, name: string])[] = [
  ['ivory', 'Ivory'], ['phosphor', 'Phosphor'], ['rose', 'Rose'], ['violet', 'Violet'], ['sage', 'Sage'], ['grey', 'Grey'], ['up', 'Rising'], ['down', 'Falling'], ['sign', 'By sign'],
];
const widths = ['1', '2', '3', '4'].map((width) => ({ value: width, label: width, hint: `${width} px` }));
const dashes = [
  { value: 'solid' as const, label: <Name text="Solid">──</Name>, hint: 'Solid' },
  { value: 'dashed' as const, label: <Name text="Dashed">╌╌</Name>, hint: 'Dashed' },
  { value: 'dotted' as const, label: <Name text="Dotted">┈┈</Name>, hint: 'Dotted' },
];

/** Colour, width and dash of each output, in effect at once. */
export const LookFields = ({ info, looks, onChange }: { readonly info: IndicatorInfo; readonly looks: Readonly<Record<string, IndicatorLook>>; readonly onChange: (looks: Record<string, IndicatorLook>) => void }) =>
  info.outputs.map((output) => {
    const look = looks[output.name];
    if (look === undefined) return null;
    const set = (changes: Partial<IndicatorLook>): void => onChange({ ...looks, [output.name]: { ...look, ...changes } });
    const title = titleOfOutput(output.name, info);
    return (
      <fieldset key={output.name} className={styles.output}>
        <legend><Toggle isOn={look.isShown} onChange={(isShown) => set({ isShown })}>{title}</Toggle></legend>
        <Segmented label={`Colour of ${title}`} size="small" value={look.hue} onChange={(hue) => set({ hue })}
          choices={hues.map(([hue, name]) => ({ value: hue, label: <Name text={name}><i className={styles.swatch} data-hue={hue} /></Name>, hint: name }))} />
        {output.style !== 'histogram' && (
          <div className={styles.line}>
            <Segmented label={`Width of ${title}`} size="small" value={String(look.width)} choices={widths} onChange={(width) => set({ width: Number(width) })} />
            {output.style !== 'dots' && <Segmented label={`Dash of ${title}`} size="small" value={look.dash} choices={dashes} onChange={(dash) => set({ dash })} />}
          </div>
        )}
      </fieldset>
    );
  });

/** A picture with its name for those who cannot see it. */
function Name({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return <><span aria-hidden>{children}</span><span className={styles.name}>{text}</span></>;
}
