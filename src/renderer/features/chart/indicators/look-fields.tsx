import type { IndicatorHue, IndicatorLook } from '../../../../contract/model/chart-indicator.ts';
import type { IndicatorInfo } from '../../../../contract/model/indicator.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { Toggle } from '../../../ui/toggle.tsx';
import { titleOfOutput } from './label-indicator.ts';
import styles from './look-fields.module.css';

const hues: readonly (readonly [hue: IndicatorHue, name: string])[] = [
  ['ivory', 'Ivory'], ['phosphor', 'Phosphor'], ['rose', 'Rose'], ['violet', 'Violet'], ['sage', 'Sage'], ['grey', 'Grey'], ['up', 'Rising'], ['down', 'Falling'],
];
const widths = ['1', '2', '3', '4'].map((width) => ({ value: width, label: width, hint: `${width} px` }));
const dashes = [
  { value: 'solid' as const, label: <Name text="Solid">──</Name>, hint: 'Solid' },
  { value: 'dashed' as const, label: <Name text="Dashed">╌╌</Name>, hint: 'Dashed' },
  { value: 'dotted' as const, label: <Name text="Dotted">┈┈</Name>, hint: 'Dotted' },
];

type Looks = Readonly<Record<string, IndicatorLook>>;

/** Colour, width and dash of each output, and the colours of what is filled between them, in effect at once. */
export function LookFields({ info, looks, onChange }: { readonly info: IndicatorInfo; readonly looks: Looks; readonly onChange: (looks: Looks) => void }) {
  const isPart = (style: string): boolean => style === 'candles' || style === 'bricks';
  const parts = info.outputs.filter(({ style }) => isPart(style)).map(({ name }) => name);
  const partsName = info.outputs.some(({ style }) => style === 'bricks') ? 'Bricks' : 'Candles';
  const showParts = (isShown: boolean): void =>
    onChange(Object.fromEntries(Object.entries(looks).map(([name, look]) => [name, parts.includes(name) ? { ...look, isShown } : look])));
  return [...info.outputs, ...(info.fills ?? [])].map((drawn) => {
    const look = looks[drawn.name];
    if (look === undefined) return null;
    // They are one thing and wear the colours of rising and falling, as candles do.
    if (drawn.name === parts[0]) return <Toggle key="parts" isOn={look.isShown} onChange={showParts}>{partsName}</Toggle>;
    if (parts.includes(drawn.name)) return null;
    const set = (changes: Partial<IndicatorLook>): void => onChange({ ...looks, [drawn.name]: { ...look, ...changes } });
    const title = titleOfOutput(drawn.name, info);
    const style = 'style' in drawn ? drawn.style : 'fill';
    const signName = style === 'fill' ? 'By which is above' : 'By sign';
    return (
      <fieldset key={drawn.name} className={styles.output}>
        <legend><Toggle isOn={look.isShown} onChange={(isShown) => set({ isShown })}>{title}</Toggle></legend>
        {look.isShown && (style === 'line' || style === 'band' || style === 'dots') && (
          <div className={styles.line}>
            <Segmented label={`Width of ${title}`} size="small" value={String(look.width)} choices={widths} onChange={(width) => set({ width: Number(width) })} />
            {style !== 'dots' && <Segmented label={`Dash of ${title}`} size="small" value={look.dash} choices={dashes} onChange={(dash) => set({ dash })} />}
          </div>
        )}
        {look.isShown && (
          <Segmented label={`Colour of ${title}`} size="small" value={look.hue} onChange={(hue) => set({ hue })}
            choices={[...hues, ['sign', signName] as const].map(([hue, name]) => ({ value: hue, label: <Name text={name}><i className={styles.swatch} data-hue={hue} /></Name>, hint: name }))} />
        )}
      </fieldset>
    );
  });
}

/** A picture with its name for those who cannot see it. */
function Name({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return <><span aria-hidden>{children}</span><span className={styles.name}>{text}</span></>;
}
