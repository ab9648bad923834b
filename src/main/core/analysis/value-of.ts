export { valueOf } from '../jobs/index.ts';
