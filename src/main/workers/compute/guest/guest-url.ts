/** What code of others is called in the frames of a stack. No file and no module has such a name. */
export const guestUrl = 'tapedeck:strategy';
