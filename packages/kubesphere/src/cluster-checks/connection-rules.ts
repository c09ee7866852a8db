import type { CheckCode } from './check-code.ts';
import {
  certificateCommands,
  dnsCommands,
  grantCommands,
  hazardCommands,
  hostAndPort,
  keyPairCommands,
  reachCommands,
  rightText,
  serviceAccountCommands,
} from './check-commands.ts';
import type { CheckFacts, ProbeFailure } from './facts.ts';
import { answered, fail, known, pass, warn, type Rule } from './outcome.ts';
import { REQUIRED_MEMBER_RIGHTS } from './required-rights.ts';

type FailureKind = ProbeFailure['kind'];

/** What was asked, as far as it is known: fills the words of a failure. */
const askedOf = (
  server: string | undefined,
  judged: CheckFacts['address'],
): Record<string, string | number> => {
  if (server === undefined) return {};
  const { host, port } = hostAndPort(server);
  return {
    server,
    host,
    address: judged?.state === 'answered' ? judged.value.address : host,
    port: Number(port),
  };
};

export const judgeSafety: Rule = ({ kubeconfig }) => {
  if (!kubeconfig) return undefined;
  const { issues, insecureTls = false, server } = kubeconfig;
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return fail('kubeconfig.hazard', {
      params: { count: errors.length },
      issues: [...issues],
      commands: hazardCommands(issues),
    });
  if (insecureTls) return warn('kubeconfig.insecure-tls', { params: known({ server }), issues: [...issues] });
  return { ...pass('kubeconfig.safe', known({ server })), ...(issues.length > 0 && { issues: [...issues] }) };
};

const DNS_CODES: Partial<Record<FailureKind, CheckCode>> = {
  'dns-not-found': 'dns.not-found',
  'not-found': 'dns.not-found',
  timeout: 'dns.timeout',
};

export const judgeDns: Rule = ({ dns, kubeconfig }) =>
  answered(dns, {
    answer: ({ host, addresses, literal }) =>
      pass(literal ? 'dns.address-given' : 'dns.resolved', { host, addresses: addresses.join(', ') }),
    failure: ({ failure }) =>
      fail(DNS_CODES[failure.kind] ?? 'dns.failed', {
        params: known({ ...askedOf(kubeconfig?.server, undefined), ...failure.params }),
        raw: failure.raw,
        commands: dnsCommands(kubeconfig?.server),
      }),
  });

export const judgeAddress: Rule = ({ address }) =>
  answered(address, {
    answer: (value) => {
      const params = { address: value.address, range: value.range };
      return value.allowed ? pass('address.allowed', params) : fail('address.refused', { params });
    },
    failure: ({ failure }) =>
      fail('address.refused', { params: known({ ...failure.params }), raw: failure.raw }),
  });

const TCP_CODES: Partial<Record<FailureKind, CheckCode>> = {
  refused: 'tcp.refused',
  timeout: 'tcp.timeout',
  unreachable: 'tcp.unreachable',
};

export const judgeTcp: Rule = ({ tcp, kubeconfig, address: judged }) =>
  answered(tcp, {
    answer: ({ address, port }) => pass('tcp.connected', { address, port }),
    failure: ({ failure }) =>
      fail(TCP_CODES[failure.kind] ?? 'tcp.failed', {
        params: known({ ...askedOf(kubeconfig?.server, judged), ...failure.params }),
        raw: failure.raw,
        commands: reachCommands(kubeconfig?.server),
      }),
  });

const TLS_CODES: Partial<Record<FailureKind, CheckCode>> = {
  'tls-unknown-authority': 'tls.unknown-authority',
  'tls-expired': 'tls.expired',
  'tls-not-yet-valid': 'tls.not-yet-valid',
  'tls-name-mismatch': 'tls.name-mismatch',
  'tls-plain-http': 'tls.plain-http',
  'tls-client-key-mismatch': 'tls.client-key-mismatch',
  timeout: 'tls.timeout',
  closed: 'tls.closed',
};

const tlsCommands = (kind: FailureKind, server: string | undefined): string[] => {
  if (kind === 'tls-plain-http') return reachCommands(server);
  return kind === 'tls-client-key-mismatch' ? keyPairCommands() : certificateCommands(server);
};

export const judgeTls: Rule = ({ tls, kubeconfig, address }) =>
  answered(tls, {
    answer: ({ verified, protocol, notAfter }) => {
      const params = known({
        protocol,
        notAfter: notAfter === undefined ? undefined : new Date(notAfter).toISOString(),
      });
      return verified
        ? pass('tls.verified', params)
        : warn('tls.not-verified', { params, commands: certificateCommands(kubeconfig?.server) });
    },
    failure: ({ failure }) => {
      const server = kubeconfig?.server;
      const commands = tlsCommands(failure.kind, server);
      return fail(TLS_CODES[failure.kind] ?? 'tls.failed', {
        params: known({ ...askedOf(server, address), ...failure.params }),
        raw: failure.raw,
        commands,
      });
    },
  });

const AUTHENTICATION_CODES: Partial<Record<FailureKind, CheckCode>> = {
  unauthorized: 'authentication.rejected',
  timeout: 'authentication.timeout',
  throttled: 'authentication.throttled',
};

export const judgeAuthentication: Rule = ({ authentication }) =>
  answered(authentication, {
    answer: ({ username, groups, anonymous }) =>
      anonymous
        ? fail('authentication.anonymous', { params: { username }, commands: serviceAccountCommands() })
        : pass('authentication.accepted', { username, groups: groups.join(', ') }),
    failure: ({ failure }) =>
      fail(AUTHENTICATION_CODES[failure.kind] ?? 'authentication.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
        commands: failure.kind === 'unauthorized' ? serviceAccountCommands() : [],
      }),
  });

export const judgeAuthorization: Rule = ({ authorization, authentication }) =>
  answered(authorization, {
    answer: ({ missing }) => {
      if (missing.length === 0)
        return pass('authorization.sufficient', { count: REQUIRED_MEMBER_RIGHTS.length });
      const username = authentication?.state === 'answered' ? authentication.value.username : 'USER';
      const params = { count: missing.length, missing: missing.map(rightText).join(', '), username };
      return fail('authorization.insufficient', { params, commands: grantCommands(username) });
    },
    failure: ({ failure }) =>
      fail('authorization.failed', {
        params: known({ status: failure.status, ...failure.params }),
        raw: failure.raw,
      }),
  });
