import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { useState } from 'react';
import { useInstruments } from '../features/market/index.ts';
import { Kbd } from '../ui/button.tsx';
import { commandGroups, describeKeys, runCommand, useCommands } from './commands.ts';
import { chooseInstrument } from './desk-store.ts';
import { keysOfCommand } from './keys/bindings.ts';
import styles from './palette.module.css';
import { useSettings } from './settings-store.ts';
import { closePalette, useShowing } from './showing.ts';
import { readOrder } from './typed/order-text.ts';
import { rankItem } from './typed/rank-item.ts';
import { TypedOrderRow } from './typed/typed-order-row.tsx';

const choose = (run: () => void): void => {
  closePalette();
  run();
};

/** Every command and every instrument, by a few letters; an order by its words. */
export function Palette() {
  const isOpen = useShowing((showing) => showing.palette);
  return isOpen ? <OpenPalette /> : null;
}

function OpenPalette() {
  const { paletteText, onlyInstruments } = useShowing();
  const [text, setText] = useState(paletteText);
  const instruments = useInstruments((store) => store.all);
  const reading = readOrder(text, instruments);
  const isOrder = reading?.kind === 'order';
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.overlay} />
        <Dialog.Popup className={styles.content} aria-label="Commands and instruments">
          <Cmdk label="Commands and instruments" loop vimBindings={false} filter={rankItem} shouldFilter={!isOrder}>
            <Cmdk.Input className={styles.input} placeholder={onlyInstruments ? 'A symbol or a name' : 'A command, an instrument, or an order: buy 100 acme lmt 189'} value={text} onValueChange={setText} />
            <Cmdk.List className={styles.list}>
              {reading !== null && <TypedOrderRow reading={reading} onText={setText} onChoose={choose} />}
              {!isOrder && (
                <>
                  {reading === null && <Cmdk.Empty className={styles.empty}>{onlyInstruments ? 'No instrument is called that. Commands are found with Ctrl K.' : 'Nothing is called that. Try a symbol such as ACME, or a word such as layout.'}</Cmdk.Empty>}
                  {(text !== '' || onlyInstruments) && <Instruments />}
                  {!onlyInstruments && <Commands />}
                </>
              )}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Instruments() {
  const instruments = useInstruments((store) => store.all);
  return (
    <Cmdk.Group heading="Instruments">
      {instruments.map((one) => (
        <Cmdk.Item key={one.id} value={`${one.symbol} ${one.name} ${one.id}`} onSelect={() => choose(() => chooseInstrument(one.id))}>
          <strong>{one.symbol}</strong> <span className={styles.quiet}>{one.name}</span> <span className={styles.end}>{one.venue}</span>
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}

function Commands() {
  const commands = [...useCommands((store) => store.commands).values()].filter((one) => one.isEnabled?.() ?? true);
  const own = useSettings((store) => store.settings.hotKeys);
  return commandGroups.map((group) => {
    const mine = commands.filter((one) => one.group === group);
    return mine.length === 0 ? null : (
      <Cmdk.Group key={group} heading={group}>
        {mine.map((one) => {
          const keys = keysOfCommand(one, own);
          return (
            <Cmdk.Item key={one.id} value={`${one.title} ${one.words ?? ''} ${one.id}`} onSelect={() => choose(() => runCommand(one.id))}>
              {one.title} {keys !== '' && <span className={styles.end}><Kbd>{describeKeys(keys)}</Kbd></span>}
            </Cmdk.Item>
          );
        })}
      </Cmdk.Group>
    );
  });
}
