import { useState } from 'react';
import type { MonteCarlo } from '../../../contract/model/robustness.ts';
import { useCall } from '../../app/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber, formatPercent, formatSignedPercent } from '../../ui/format.ts';
import { Failed, Loading } from '../../ui/panel-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Card } from './card.tsx';
import { FanPlot, SpreadPlot } from './path-plots.tsx';
import styles from './robustness.module.css';

const methods = [
  { value: 'shuffle', label: 'Shuffled', hint: 'The same returns, each once, in another order' },
  { value: 'bootstrap', label: 'Drawn again', hint: 'Returns drawn with replacement, in blocks: some twice, some never' },
] as const;
const kinds = [{ value: 'trades', label: 'Trades', hint: 'Returns of the trades' }, { value: 'periods', label: 'Days', hint: 'Returns of the equity from day to day' }] as const;
const paths = 10_000;

/** The returns of the run in ten thousand other orders. */
export function MonteCarloCards({ runId, trades }: { readonly runId: string; readonly trades: number }) {
  const [method, setMethod] = useState<'shuffle' | 'bootstrap'>('shuffle');
  const [of, setOf] = useState<'trades' | 'periods'>(trades >= 2 ? 'trades' : 'periods');
  const { value, state, error, reload } = useCall(`paths ${runId} ${method} ${of}`, (api) => api.backtests.monteCarlo({ runId, method, of, paths }));
  const choices = (
    <span className={styles.choices}>
      <Segmented label="How paths are made" size="small" value={method} choices={[...methods]} onChange={setMethod} />
      <Segmented label="Returns of" size="small" value={of} choices={[...kinds]} onChange={setOf} />
    </span>
  );
  const title = 'Other orders of the same returns';
  if (state === 'failed') return <Card title={title} aside={choices} isWide><div className={styles.state}><Failed title="No paths" action={<Button size="small" onClick={reload}>Try again</Button>}>{error}</Failed></div></Card>;
  if (value === null) return <Card title={title} aside={choices} isWide><div className={styles.state}><Loading label="Drawing paths" rows={6} /></div></Card>;
  const { histograms, actual } = value;
  return (
    <>
      <Card title={title} aside={choices} reading={method === 'shuffle' ? readShuffle(value) : readBootstrap(value)} isWide><FanPlot paths={value} of={of} /></Card>
      <Card title="How deep it falls" reading={`In one of twenty paths deeper than ${formatPercent(value.maxDrawdown.p5, 1)}.`}><SpreadPlot label="Worst falls of the paths" histogram={histograms.maxDrawdown} actual={actual.maxDrawdown} spread={value.maxDrawdown} /></Card>
      <Card title="What it ends with" reading={histograms.return === null ? 'Whatever the order, the same returns end at the same place.' : `Nine of ten paths end between ${formatSignedPercent(value.return.p5, 1)} and ${formatSignedPercent(value.return.p95, 1)}.`}>
        <SpreadPlot label="Growth of the paths" histogram={histograms.return} actual={actual.return} spread={value.return} />
      </Card>
    </>
  );
}

const share = (value: number): string => formatPercent(value, value > 0 && value < 0.1 ? 1 : 0);

/** The luck of the order in plain words. */
function readShuffle({ returns, actual, drawdownPercentile }: MonteCarlo): string {
  const deeper = 1 - drawdownPercentile;
  const fall = formatPercent(actual.maxDrawdown, 1);
  if (deeper > 0.8) return `△ The order was lucky: in ${share(deeper)} of ${formatNumber(paths, 0)} other orders of its ${formatNumber(returns, 0)} returns the worst fall was deeper than ${fall}.`;
  if (deeper < 0.2) return `The order was unlucky: only in ${share(deeper)} of ${formatNumber(paths, 0)} other orders of its ${formatNumber(returns, 0)} returns the worst fall was deeper than ${fall}.`;
  return `The order was an ordinary one: in ${share(deeper)} of ${formatNumber(paths, 0)} other orders of its ${formatNumber(returns, 0)} returns the worst fall was deeper than ${fall}.`;
}

function readBootstrap({ lossProbability, return: growth }: MonteCarlo): string {
  const middle = `Half of the paths end between ${formatSignedPercent(growth.p25, 1)} and ${formatSignedPercent(growth.p75, 1)}.`;
  if (lossProbability < 0.05) return `With other luck it would hardly have lost: ${share(lossProbability)} of ${formatNumber(paths, 0)} paths do. ${middle}`;
  return `${lossProbability > 0.25 ? '△ ' : ''}With other luck it would have lost in ${share(lossProbability)} of ${formatNumber(paths, 0)} paths. ${middle}`;
}
