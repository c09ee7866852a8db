import { parseArgs } from 'node:util';
import { UserError } from './user-error.mjs';

/**
 * Reads a command's options. Anything unknown, missing or left over is refused in one sentence.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {readonly string[]} args
 * @param {T} options
 */
export function readOptions(args, options) {
  refuseSwallowed(Object.keys(options));
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UserError(
      `${reason(error)} Options: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    );
  }
}

/** @param {unknown} error */
function reason(error) {
  const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
  const named = /'-?-?([^' =]+)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option --${named}.`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `"${named}" belongs to no option.`;
  if (/does not take an argument/.test(message)) return `--${named} takes no value.`;
  return `--${/--([a-z-]+)/.exec(message)?.[1] ?? named} needs a value.`;
}

/**
 * Without the `--`, npm keeps options for itself and passes their values on as if they stood alone, so the product
 * would start with a cluster other than the one named. npm leaves a trace of it in the environment.
 *
 * @param {string[]} names
 */
function refuseSwallowed(names) {
  const own = names.filter((name) => !['help', 'host'].includes(name));
  const swallowed = own.find((name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
  if (swallowed !== undefined)
    throw new UserError(
      `npm kept --${swallowed} for itself: put "--" before the options, as in \`npm ${process.env['npm_lifecycle_event'] ?? 'start'} -- --${swallowed} …\`.`,
    );
}
