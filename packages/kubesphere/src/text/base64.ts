/** Standard base64 of bytes. Works on slices: spreading a whole file into one call overflows the stack. */
const bytesToBase64 = (bytes: Uint8Array): string => {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(binary);
};

/** Base64 of the text's UTF-8 bytes. The 3.0 console used `btoa` alone, which refuses any kubeconfig with non-Latin text. */
export const textToBase64 = (text: string): string => bytesToBase64(new TextEncoder().encode(text));

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** UTF-8 text of standard, padded base64; line breaks are allowed as in Go's decoder. `undefined` when it is not base64 or not UTF-8. */
export const base64ToText = (base64: string): string | undefined => {
  const compact = base64.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !BASE64.test(compact)) return undefined;
  try {
    const bytes = Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The JSON payload of a JWT-shaped token without any verification; `undefined` when it has no such shape. */
export const decodeBase64Url = (part: string): string | undefined => {
  const standard = part.replaceAll('-', '+').replaceAll('_', '/');
  return base64ToText(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='));
};
