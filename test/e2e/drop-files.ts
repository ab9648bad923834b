import type { JSHandle, Page } from 'playwright-core';

export type DroppedFile = { readonly name: string; readonly content: string | Uint8Array };

/** Files as a person holds them over a window: real bytes in a DataTransfer of the page. */
export function holdFiles(page: Page, files: readonly DroppedFile[]): Promise<JSHandle<DataTransfer>> {
  const list = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') }));
  return page.evaluateHandle(async (held) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of held) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, list);
}

/** Carries files over the window and lets them go. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const dataTransfer = await holdFiles(page, files);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}
