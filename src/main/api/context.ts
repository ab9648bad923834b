import type { Core } from '../core/index.ts';

/** What a caller may do: a viewer reads, a trader also trades and runs research, an admin does everything. */
export type Role = 'viewer' | 'trader' | 'admin';

/** Who is calling. The host has already checked it. */
export type Session = { readonly role: Role; readonly who: string };

/** What every procedure gets besides its input. */
export type Context = { readonly core: Core; readonly session: Session };
