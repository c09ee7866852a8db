// The package's types name only its barrel, which would drag in six thousand icons; these are the same components, one by one.
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react';
  const icon: Icon;
  export default icon;
}
