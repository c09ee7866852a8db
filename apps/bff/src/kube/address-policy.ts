import ipaddr from 'ipaddr.js';

export interface AddressVerdict {
  readonly allowed: boolean;
  /** What kind of address it is: `unicast`, `private`, `loopback`, `metadata`, … */
  readonly range: string;
}

/** Reserved kinds that no cluster of somebody else lives at; ipaddr.js's names. */
const REFUSED_RANGES = new Set([
  'loopback',
  'linkLocal',
  'multicast',
  'unspecified',
  'broadcast',
  'metadata',
]);
/** Where clouds answer with the credentials of the machine Flotilla runs on (AWS and most others, AWS over IPv6, Alibaba Cloud). */
const METADATA_ADDRESSES = new Set(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200']);

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The IPv4 address hidden in an IPv6 one (mapped, NAT64, 6to4), so that no spelling gets around the policy. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address instanceof ipaddr.IPv4) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const bytes = address.toByteArray();
  const range = address.range();
  if (range === 'rfc6052') return new ipaddr.IPv4(bytes.slice(12));
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6));
  return address;
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Range): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits);
  return network instanceof ipaddr.IPv6 && address.match(network, bits);
}

/** Throws for text that is not a CIDR range; whoever reads the options judges them with `ipaddr.isValidCIDR` first. */
export function createAddressPolicy(allowed: readonly string[]): (address: string) => AddressVerdict {
  const ranges = allowed.map((cidr): Range => ipaddr.parseCIDR(cidr));
  return (text) => {
    if (!ipaddr.isValid(text)) return { allowed: false, range: 'invalid' };
    const address = unwrap(ipaddr.parse(text));
    const range = METADATA_ADDRESSES.has(address.toString()) ? 'metadata' : address.range();
    return { allowed: !REFUSED_RANGES.has(range) || ranges.some((each) => isWithin(address, each)), range };
  };
}
