import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { useEffect, useRef, type ReactNode } from 'react';
import { useInstruments } from '../features/market/index.ts';
import { Kbd } from '../ui/button.tsx';
import { commandGroups, describeKeys, runCommand, useOfferedCommands, type Command } from './commands.ts';
import { chooseInstrument } from './desk-store.ts';
import { keysOfCommand } from './keys/bindings.ts';
import styles from './palette.module.css';
import { useSettings } from './settings-store.ts';
import { closePalette, useShowing } from './showing.ts';
import { caretToEnd } from './typed/caret-to-end.ts';
import { findItems, type PaletteItem } from './typed/find-items.ts';
import { readOrder } from './typed/order-text.ts';
import { TypedOrderRow } from './typed/typed-order-row.tsx';

const choose = (run: () => void): void => {
  closePalette();
  run();
};

/** Every command and every instrument, by a few letters; an order by its words. */
export function Palette() {
  const { paletteText: text, onlyInstruments } = useShowing();
  const setText = (paletteText: string): void => useShowing.setState({ paletteText, isEntered: false });
  const instruments = useInstruments((store) => store.all);
  const offered = useOfferedCommands();
  const commands = onlyInstruments ? [] : offered;
  const reading = readOrder(text, instruments);
  const isBare = text.trim() === '';
  return (
    <Dialog.Root modal="trap-focus" open onOpenChange={(open) => !open && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup className={styles.content} aria-label="Commands and instruments">
          <Cmdk label="Commands and instruments" loop vimBindings={false} shouldFilter={false}>
            <Cmdk.Input autoFocus onFocus={caretToEnd} className={styles.input} placeholder={onlyInstruments ? 'A symbol or a name' : 'A command, an instrument, or an order: buy 100 acme lmt 189'} value={text} onValueChange={setText} />
            <Choices>
              {reading !== null && <TypedOrderRow reading={reading} onText={setText} onChoose={choose} />}
              {reading?.kind === 'order' ? null : isBare && !onlyInstruments
                ? <Groups commands={commands} />
                : <Found items={findItems(text, instruments, commands)} hint={reading !== null ? null : onlyInstruments ? 'No instrument is called that. Ctrl K finds commands, too.' : 'Nothing is called that. Try a symbol such as ACME, or a word such as layout.'} />}
            </Choices>
          </Cmdk>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What can be chosen. Enter that was pressed before it was there chooses as soon as it is. */
function Choices({ children }: { readonly children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  const isEntered = useShowing((showing) => showing.isEntered);
  useEffect(() => {
    const element = list.current;
    if (!isEntered || element === null) return;
    const press = (): void => {
      const chosen = element.querySelector<HTMLElement>('[cmdk-item][aria-selected="true"]');
      if (chosen === null || !useShowing.getState().isEntered) return;
      useShowing.setState({ isEntered: false });
      chosen.click();
    };
    press();
    const observer = new MutationObserver(press);
    observer.observe(element, { subtree: true, childList: true, attributeFilter: ['aria-selected'] });
    return () => observer.disconnect();
  }, [isEntered]);
  return <Cmdk.List ref={list} className={styles.list}>{children}</Cmdk.List>;
}

/** All commands, by what they are about. */
const Groups = ({ commands }: { readonly commands: readonly Command[] }) =>
  commandGroups.map((group) => {
    const mine = commands.filter((one) => one.group === group);
    return mine.length === 0 ? null : (
      <Cmdk.Group key={group} heading={group}>{mine.map((command) => <Row key={command.id} item={{ kind: 'command', command }} />)}</Cmdk.Group>
    );
  });

/** What fits the text, best first. */
const Found = ({ items, hint }: { readonly items: readonly PaletteItem[]; readonly hint: string | null }) =>
  items.length === 0
    ? hint !== null && <p className={styles.empty} role="status">{hint}</p>
    : items.map((item) => <Row key={item.kind === 'command' ? item.command.id : item.instrument.id} item={item} hasGroup />);

function Row({ item, hasGroup = false }: { readonly item: PaletteItem; readonly hasGroup?: boolean }) {
  const own = useSettings((store) => store.settings.hotKeys);
  if (item.kind === 'instrument') {
    const { id, symbol, name, venue } = item.instrument;
    return (
      <Cmdk.Item value={id} onSelect={() => choose(() => chooseInstrument(id))}>
        <strong>{symbol}</strong> <span className={styles.quiet}>{name}</span> <span className={styles.end}>{venue}</span>
      </Cmdk.Item>
    );
  }
  const { id, title, group } = item.command;
  const keys = keysOfCommand(item.command, own);
  return (
    <Cmdk.Item value={id} onSelect={() => choose(() => runCommand(id))}>
      {title} {hasGroup && <span className={styles.quiet}>{group}</span>} {keys !== '' && <span className={styles.end}><Kbd>{describeKeys(keys)}</Kbd></span>}
    </Cmdk.Item>
  );
}
