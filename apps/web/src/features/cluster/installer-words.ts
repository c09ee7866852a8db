import { useText } from '../../shared/i18n/use-text.ts';

const ROLES = ['host', 'member', 'none'] as const;
const STATUSES = ['enabled', 'disabled'] as const;

export interface InstallerWords {
  role(role: string): string;
  status(status: string): string;
}

/** Roles and statuses as ks-installer writes them, in words; one that is not known is shown as it is. */
export function useInstallerWords(): InstallerWords {
  const t = useText('cluster');
  return {
    role: (role) => {
      const known = ROLES.find((one) => one === role);
      return known === undefined ? role : t(`roles.${known}`);
    },
    status: (status) => {
      const known = STATUSES.find((one) => one === status);
      return known === undefined ? status : t(`components.word.${known}`);
    },
  };
}
