import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

export interface CertificatePair {
  certificatePem: string;
  keyPem: string;
}

export interface Validity {
  notBefore?: Date;
  notAfter?: Date;
}

/** One cluster's certificate authority. Everything it issues is signed by `caPem`. */
export interface ClusterPki {
  readonly caPem: string;
  /** A serving certificate; defaults to localhost, 127.0.0.1, ::1 and one year from an hour ago. */
  issueServerCertificate(
    request: Validity & { commonName: string; dnsNames?: string[]; ipAddresses?: string[] },
  ): Promise<CertificatePair>;
  /** A client certificate: the user is the common name, each group an organisation. */
  issueClientCertificate(request: Validity & { user: string; groups: string[] }): Promise<CertificatePair>;
}

/** Makes a CA with a fresh P-256 key; needs no closing. */
export async function createClusterPki(name: string): Promise<ClusterPki> {
  const caKeys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [`${name} kubernetes`] }],
    ...window({}),
    keys: caKeys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });

  const issue = async (subject: x509.JsonName, validity: Validity, extensions: x509.Extension[]) => {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: newSerial(),
      subject,
      issuer: ca.subject,
      ...window(validity),
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(ca.publicKey),
        ...extensions,
      ],
    });
    return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: await toKeyPem(keys.privateKey) };
  };

  return {
    caPem: `${ca.toString('pem')}\n`,
    issueServerCertificate: ({ commonName, dnsNames, ipAddresses, ...validity }) =>
      issue([{ CN: [commonName] }], validity, [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          ...(dnsNames ?? ['localhost']).map((value) => ({ type: 'dns' as const, value })),
          ...(ipAddresses ?? ['127.0.0.1', '::1']).map((value) => ({ type: 'ip' as const, value })),
        ]),
      ]),
    issueClientCertificate: ({ user, groups, ...validity }) =>
      issue([...groups.map((group) => ({ O: [group] })), { CN: [user] }], validity, [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      ]),
  };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function newSerial(): string {
  // A leading zero bit keeps the serial positive: some TLS stacks reject negative ones.
  return `01${randomBytes(8).toString('hex')}`;
}

function window({ notBefore, notAfter }: Validity): { notBefore: Date; notAfter: Date } {
  const start = notBefore ?? new Date(Math.min(Date.now(), notAfter?.getTime() ?? Infinity) - 3_600_000);
  return { notBefore: start, notAfter: notAfter ?? new Date(start.getTime() + 365 * DAY_MS) };
}

async function toKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${(der.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`;
}
