import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const BUDGET_KIB = 200;
/** What the wizard needs before it accepts text: the entry, the first words, its route. */
const FIRST_SCREEN = /\/(main\.tsx|index\.html|shared\/i18n\/en\/first\.ts|app\/add-cluster-route\.tsx)$/;

/** Prints what the first screen weighs after each build: every chunk it imports statically, gzipped. */
export function firstScreenWeight(): Plugin {
  return {
    name: 'first-screen-weight',
    generateBundle(_, bundle) {
      const seen = new Map<string, number>();
      const visit = (fileName: string) => {
        const chunk = bundle[fileName];
        if (chunk?.type !== 'chunk' || seen.has(fileName)) return;
        seen.set(fileName, gzipSync(chunk.code).length);
        chunk.imports.forEach(visit);
      };
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk' && FIRST_SCREEN.test(chunk.facadeModuleId ?? '')) visit(chunk.fileName);
      }
      const kib = [...seen.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024;
      this.info(
        `JavaScript before the wizard accepts text: ${kib.toFixed(1)} KiB gzip (budget ${BUDGET_KIB})`,
      );
    },
  };
}
