import type { Variation } from '../../../contract/model/robustness.ts';
import { useClient } from '../../app/client-context.tsx';
import { Button } from '../../ui/button.tsx';
import { formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { Failed } from '../../ui/panel-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Card } from './card.tsx';
import styles from './robustness.module.css';
import { DotsPlot, StepsPlot } from './stress-plots.tsx';
import { cancelStress, costFactors, delays, jitterShare, noiseShare, putUnderStress, useStress } from './stress-store.ts';

/** The run again under higher costs, later decisions, noisy prices and other parameters: on demand, for the last of these count as trials. */
export function StressCards({ runId }: { readonly runId: string }) {
  const client = useClient();
  const stress = useStress();
  const isMine = stress.runId === runId;
  const start = (words: string) => <Button onClick={() => void putUnderStress(client, runId)}>{words}</Button>;
  if (!isMine || stress.state === 'none') {
    return (
      <Card title="Under stress" isWide>
        <div className={styles.offer}>
          <p>What is left of it at higher costs, some bars later, on prices that were a little different, and with parameters beside these? A hundred more runs tell. Those with other parameters are recorded and count as trials.</p>
          {start('Put it under stress')}
        </div>
      </Card>
    );
  }
  const { state, share, fault, base } = stress;
  return (
    <>
      {state === 'running' && <Card title="Under stress" isWide><div className={styles.offer}><Progress title="The run goes through it again and again" share={share} onCancel={cancelStress} /></div></Card>}
      {state === 'cancelled' && <Card title="Under stress" isWide><div className={styles.offer}><p>It was stopped; what was run stands below.</p>{start('Once more')}</div></Card>}
      {state === 'failed' && <Card title="Under stress" isWide><div className={styles.state}><Failed title="It could not be put under stress" action={start('Try again')}>{fault}</Failed></div></Card>}
      {base !== null && <Results base={base} />}
    </>
  );
}

function Results({ base }: { readonly base: Variation }) {
  const { costs, delays: late, noise, params } = useStress();
  // The run as it is stands among the others, where costs are once what they are.
  const steps = [...costs.map((one, k) => ({ factor: costFactors[k] ?? 0, one })), { factor: 1, one: base }].sort((a, b) => a.factor - b.factor);
  return (
    <>
      <Card title="Higher costs" reading={readCosts(steps)}>
        <StepsPlot label="Growth by costs" steps={steps.map(({ factor, one }) => ({ name: `× ${factor}`, variation: one, isBase: factor === 1 }))} />
      </Card>
      {late !== undefined && (
        <Card title="Later decisions" reading={late === null ? 'This strategy decides bar by bar from what it holds: later, its decisions would be others.' : readDelays(base, late)}>
          {late !== null && <StepsPlot label="Growth by delay" steps={[{ name: 'at once', variation: base, isBase: true }, ...late.map((one, k) => ({ name: `${delays[k] ?? 0} later`, variation: one, isBase: false }))]} />}
        </Card>
      )}
      {noise.length > 0 && <Card title="Other prices" reading={`${countGains(noise)} gain on prices that were moved by about ${formatPercent(noiseShare, 1)} each bar.`}><DotsPlot label="Growth on noisy prices" base={base} variations={noise} /></Card>}
      {params.length > 0 && <Card title="Other parameters" reading={`${countGains(params)} gain with parameters up to ${formatPercent(jitterShare, 0)} away.`}><DotsPlot label="Growth with other parameters" base={base} variations={params} /></Card>}
    </>
  );
}

const countGains = (variations: readonly Variation[]): string => `${variations.filter((one) => (one.return ?? -1) > 0).length} of ${variations.length}`;

function readCosts(steps: readonly { readonly factor: number; readonly one: Variation }[]): string {
  const free = steps.find(({ factor }) => factor === 0)?.one.return ?? null;
  if (free !== null && free <= 0) return `△ It loses even without costs: ${formatSignedPercent(free, 1)}.`;
  const broken = steps.find(({ factor, one }) => factor > 0 && (one.return ?? -1) <= 0);
  if (broken === undefined) return `It still gains at ${steps.at(-1)?.factor ?? 1} times its costs.`;
  if (broken.factor === 1) return '△ Its costs take all that it makes.';
  return `${broken.factor <= 2 ? '△ ' : ''}At ${broken.factor} times its costs nothing is left.`;
}

function readDelays(base: Variation, late: readonly Variation[]): string {
  const [first] = late;
  if (first === undefined) return '';
  const isMuch = (base.return ?? 0) > 0 && (first.return ?? 0) < 0.5 * (base.return ?? 0);
  return `${isMuch ? '△ ' : ''}One bar later it makes ${formatSignedPercent(first.return, 1)} instead of ${formatSignedPercent(base.return, 1)}.`;
}
