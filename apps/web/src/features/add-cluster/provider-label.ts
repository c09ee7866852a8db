const STORED_AZURE = 'Aure Kubernetes Service';
const AZURE = 'Azure Kubernetes Service';

/** KubeSphere stores Azure's name misspelt (every release); people read and type it right. */
export const providerLabel = (stored: string): string => (stored === STORED_AZURE ? AZURE : stored);

/** The value to store for what was typed. */
export const providerValue = (typed: string): string => (typed === AZURE ? STORED_AZURE : typed);
