/** The one field for files, which the shell holds; a picker opens only from a key or a click. */
let field: HTMLInputElement | null = null;

export const holdFileField = (element: HTMLInputElement | null): void => void (field = element);

/** Opens the computer's own dialog for choosing files. */
export const chooseFiles = (): void => field?.click();
