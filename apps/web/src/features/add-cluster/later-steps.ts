import { lazy } from 'react';

const importConnection = () => import('./steps/connection-step.tsx');
const importChecks = () => import('./steps/checks-step.tsx');
const importReview = () => import('./steps/review-step.tsx');
const importDone = () => import('./steps/done-step.tsx');

/** The steps behind the first one: parser, checks and report are not needed before a name can be typed. */
export const ConnectionStep = lazy(async () => ({ default: (await importConnection()).ConnectionStep }));
export const ChecksStep = lazy(async () => ({ default: (await importChecks()).ChecksStep }));
export const ReviewStep = lazy(async () => ({ default: (await importReview()).ReviewStep }));
export const DoneStep = lazy(async () => ({ default: (await importDone()).DoneStep }));

/** Fetches them ahead of their turn. A failure is told when a step is opened, where it can be tried again. */
export async function loadLaterSteps(): Promise<void> {
  await Promise.allSettled([importConnection(), importChecks(), importReview(), importDone()]);
}
