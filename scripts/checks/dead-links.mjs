import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../kit/root.mjs';

const LINK = /!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(\S+)|(?:src|href)="([^"]+)"/gm;

/**
 * Relative links of a Markdown text that lead to no file, or to no heading of a Markdown file.
 *
 * @param {string} text
 * @param {string} file where the text stands, relative to the repository
 * @param {string} [base] the repository
 * @returns {string[]}
 */
export const deadLinks = (text, file, base = root) =>
  [...withoutCode(text).matchAll(LINK)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .filter((target) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(target))
    .filter((target) => !leadsSomewhere(target, join(base, file)))
    .map((target) => `${file}: ${target} leads nowhere.`);

/** @param {string} text */
const withoutCode = (text) => text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** @param {string} target @param {string} from */
function leadsSomewhere(target, from) {
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? from : join(dirname(from), path);
  if (!existsSync(file)) return false;
  if (anchor === undefined || statSync(file).isDirectory() || !file.endsWith('.md')) return true;
  return anchorsOf(readFileSync(file, 'utf8')).has(anchor.toLowerCase());
}

/** Headings as GitHub turns them into anchors. @param {string} text */
function anchorsOf(text) {
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const [, heading = ''] of text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    anchors.add(anchors.has(slug) ? `${slug}-1` : slug);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id.toLowerCase());
  return anchors;
}
