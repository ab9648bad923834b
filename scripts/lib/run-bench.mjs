// The child of `npm run bench`: runs one benchmark straight from its sources and sends its rows to the parent.
import { pathToFileURL } from 'node:url';

const { bench } = await import(pathToFileURL(process.argv[2]).href);
await bench.run((row) => process.send(row));
process.disconnect();
