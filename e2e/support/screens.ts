import type { Page } from '@playwright/test';

/** A few verbs per screen, by role and name; the stories stay readable and the names stay true. */

/** Fills the first step of the wizard. */
export async function fillBasics(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Cluster name/ }).fill(name);
}

export async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

/** Pastes a kubeconfig into the second step, as from the clipboard. */
export async function pasteKubeconfig(
  page: Page,
  text: string,
  label = 'Member cluster kubeconfig',
): Promise<void> {
  await page.getByRole('textbox', { name: label }).fill(text);
}
