import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { selectContext, type ChosenConnection, type Issue } from '@flotilla/kubesphere';
import { parse, stringify } from 'yaml';
import * as z from 'zod/mini';
import { UserError } from './user-error.ts';

const fieldsSchema = z.record(z.string(), z.unknown());
const fileSchema = z.looseObject({
  'current-context': z.optional(z.string()),
  contexts: z.array(
    z.looseObject({ name: z.string(), context: z.looseObject({ cluster: z.string(), user: z.string() }) }),
  ),
  clusters: z.array(z.looseObject({ name: z.string(), cluster: fieldsSchema })),
  users: z.array(z.looseObject({ name: z.string(), user: fieldsSchema })),
});

/** A field that names a file, the field its contents belong in, and in which form. */
const FILE_FIELDS = [
  ['certificate-authority', 'certificate-authority-data', 'base64'],
  ['client-certificate', 'client-certificate-data', 'base64'],
  ['client-key', 'client-key-data', 'base64'],
  ['tokenFile', 'token', 'text'],
] as const;

/**
 * The host's connection from the operator's own kubeconfig. Unlike a pasted one it may name certificate and token files (minikube and kubeadm write such),
 * which are read now and embedded; then it passes the same gate. Rejects with UserError: one sentence that says what to do.
 */
export async function readHostConnection(options: {
  file: string;
  context: string | undefined;
}): Promise<ChosenConnection> {
  const { file, context } = options;
  const text = await embedFiles(await readOwnFile(file), options);
  const selected = selectContext(text, context);
  if (selected.ok) return selected.value;
  const errors = selected.error.filter(({ severity }) => severity === 'error');
  throw new UserError(
    `${file} cannot be used for the host: ${errors.map(describe).join('; ')}.${adviceFor(errors)}`,
  );
}

async function embedFiles(
  text: string,
  options: { file: string; context: string | undefined },
): Promise<string> {
  const parsed = fileSchema.safeParse(parseYaml(text));
  // Without a sound structure the gate says what is wrong, with lines.
  if (!parsed.success) return text;
  const { contexts, clusters, users } = parsed.data;
  const wanted = options.context ?? parsed.data['current-context'];
  const chosen = contexts.find(({ name }) => name === wanted)?.context;
  const folder = dirname(resolve(options.file));
  const embedded = await Promise.all([
    ...clusters.filter(({ name }) => name === chosen?.cluster).map(({ cluster }) => embed(cluster, folder)),
    ...users.filter(({ name }) => name === chosen?.user).map(({ user }) => embed(user, folder)),
  ]);
  return embedded.includes(true)
    ? stringify(parsed.data, { lineWidth: 0, aliasDuplicateObjects: false })
    : text;
}

/** Puts the contents of named files into the entry itself; true when there were any. */
async function embed(entry: Record<string, unknown>, folder: string): Promise<boolean> {
  const named = FILE_FIELDS.flatMap(([from, to, form]) => {
    const name = entry[from];
    return typeof name === 'string' && name !== '' ? [{ from, to, form, path: resolve(folder, name) }] : [];
  });
  for (const { from, to, form, path } of named) {
    const contents = await readOwnFile(path);
    entry[to] = form === 'base64' ? Buffer.from(contents).toString('base64') : contents.trim();
    delete entry[from];
  }
  return named.length > 0;
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 50 });
  } catch {
    // The gate parses the text again and reports every fault with its line.
    return undefined;
  }
}

async function readOwnFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function describe({ code, range, params }: Issue): string {
  const { field: _named, ...rest } = params ?? {};
  const about = Object.values(rest).join(', ');
  return `${code}${about === '' ? '' : ` (${about})`}${range === undefined ? '' : ` in line ${range.startLine}`}`;
}

function adviceFor(issues: readonly Issue[]): string {
  const runsProgram = issues.some(({ code }) =>
    ['kubeconfig.exec-refused', 'kubeconfig.auth-provider-refused'].includes(code),
  );
  if (!runsProgram) return '';
  return (
    ' Flotilla runs no program to log in: make a kubeconfig with a token, for example from' +
    ' `kubectl -n kube-system create serviceaccount flotilla`,' +
    ' `kubectl create clusterrolebinding flotilla --clusterrole=cluster-admin --serviceaccount=kube-system:flotilla`' +
    ' and `kubectl -n kube-system create token flotilla --duration=8760h`.'
  );
}
