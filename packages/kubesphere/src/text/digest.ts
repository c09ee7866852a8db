/**
 * A small stable digest of a text (FNV-1a, 64 bit, 16 hexadecimal digits): tells versions of a text apart.
 * Not cryptographic: never put a secret through it and show the result.
 */
export const digestOf = (text: string): string => {
  let low = 0x84222325;
  let high = 0xcbf29ce4;
  for (const byte of new TextEncoder().encode(text)) {
    low = (low ^ byte) >>> 0;
    // The prime is 2^40 + 0x1b3, so a 64-bit product needs only these two 32-bit halves.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x1_0000_0000) + ((low << 8) >>> 0)) % 0x1_0000_0000;
    low = product % 0x1_0000_0000;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
};
