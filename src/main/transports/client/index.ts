export { connectToOwner, type OwnerAddress, type OwnerConnection } from './connect-to-owner.ts';
