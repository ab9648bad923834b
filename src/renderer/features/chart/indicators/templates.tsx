import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { IndicatorTemplate } from '../../../../contract/model/chart-indicator.ts';
import { useClient } from '../../../app/client-context.tsx';
import { changeSettings, useSettings } from '../../../app/settings-store.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/field.tsx';
import { replaceIndicators, useChart, useKnown } from '../chart-store.ts';
import { withLooks } from './chosen.ts';
import { labelIndicator } from './label-indicator.ts';
import styles from './templates.module.css';

const longestName = 40;
const mostTemplates = 50;

/** Sets of indicators under names: saved from the chart, put on it, and thrown away. */
export function Templates({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const templates = useSettings((store) => store.settings.indicatorTemplates);
  const indicators = useChart((store) => store.indicators);
  const known = useKnown((store) => store.known);
  const [typed, setName] = useState('');
  const name = typed.trim();
  const isTaken = templates.some((one) => one.name === name);
  const fault = name.length > longestName ? `A name has at most ${longestName} letters.` : templates.length >= mostTemplates && !isTaken ? `There are ${mostTemplates} templates; delete one first.` : null;
  const store = (next: readonly IndicatorTemplate[]): void => void changeSettings(client, { indicatorTemplates: [...next] });
  const save = (): void => {
    const saved = { name, indicators: withLooks(indicators, known) };
    store(isTaken ? templates.map((one) => (one.name === name ? saved : one)) : [...templates, saved]);
    setName('');
  };
  const put = (template: IndicatorTemplate): void => {
    replaceIndicators(template.indicators, `${template.name} is on the chart`);
    onClose();
  };
  return (
    <Dialog title="Indicator templates" isOpen onClose={onClose} width={460}>
      <form className={styles.save} onSubmit={(event) => { event.preventDefault(); if (name !== '' && fault === null && indicators.length > 0) save(); }}>
        <TextField label="Name" data-align="left" data-first value={typed} onChange={setName} fault={fault} placeholder="such as Scalping" />
        <Button type="submit" kind="primary" disabled={name === '' || fault !== null || indicators.length === 0}>{isTaken ? 'Save over it' : 'Save'}</Button>
      </form>
      <p className={styles.now}>{indicators.length === 0 ? 'There is no indicator on the chart to be saved.' : `Saves what is on the chart: ${indicators.map((one) => labelIndicator(one, indicators, known)).join(' · ')}`}</p>
      {templates.length > 0 && (
        <ul className={styles.list} aria-label="Templates">
          {templates.map((template) => (
            <li key={template.name}>
              <span className={styles.what}>
                <strong>{template.name}</strong>
                <span>{template.indicators.map((one) => labelIndicator(one, template.indicators, known)).join(' · ')}</span>
              </span>
              <Button size="small" aria-label={`Put ${template.name} on the chart`} onClick={() => put(template)}>Put on chart</Button>
              <IconButton label={`Delete ${template.name}`} onClick={() => store(templates.filter((one) => one.name !== template.name))}><Trash2 size={13} aria-hidden /></IconButton>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
