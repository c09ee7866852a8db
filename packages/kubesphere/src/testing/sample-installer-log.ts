import { sampleInstallerRun, SAMPLE_START, type SampleOptions } from './installer-log-samples.ts';

/** A whole log as the API server sends it with `timestamps=true`: start-up of the pod, then one run. No line break at the end. */
export const sampleInstallerLog = (options: SampleOptions = {}): string[] => {
  const start = Date.parse(options.startedAt ?? '2026-03-04T05:06:07Z');
  return [...SAMPLE_START, ...sampleInstallerRun(options)].map((text, index) => {
    const instant = new Date(start + index * 250)
      .toISOString()
      .replace('Z', `${String(index % 1_000).padStart(3, '0')}000Z`);
    return `${instant} ${text}`;
  });
};
