import type { Instrument } from '../../../../contract/model/instrument.ts';
import type { Query, StoreDatabase } from '../store-database.ts';

export class InstrumentTable {
  readonly #list: Query<[], { body: string }>;
  readonly #save: Query<[string, string]>;

  constructor(database: StoreDatabase) {
    this.#list = database.query('list instruments', 'SELECT body FROM instruments ORDER BY instrument_id');
    this.#save = database.query('save instrument', 'INSERT OR REPLACE INTO instruments VALUES (?, ?)');
  }

  list(): readonly Instrument[] {
    return this.#list.all().map((row) => JSON.parse(row.body) as Instrument);
  }

  save(instrument: Instrument): void {
    this.#save.run(instrument.id, JSON.stringify(instrument));
  }
}
