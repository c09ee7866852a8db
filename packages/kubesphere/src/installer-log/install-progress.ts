/** The four visible plays, the parallel phase and the end; ks-installer `controller/installRunner.py`, all 3.x releases. */
export const INSTALL_PHASES = [
  'preinstall',
  'metrics-server',
  'common',
  'ks-core',
  'components',
  'result',
] as const;
export type InstallPhase = (typeof INSTALL_PHASES)[number];

/** Why a run failed, told from the log alone. */
export const INSTALL_FAILURES = [
  'play-failed',
  'component-failed',
  'finish-failed',
  'crashed',
  'kubernetes-unsupported',
  'storage-class-missing',
  'default-storage-class-missing',
  'admin-password-weak',
  'configuration-file-missing',
] as const;
export type InstallFailure = (typeof INSTALL_FAILURES)[number];

/** What the log of the current run says so far. Times are the kubelet's line timestamps (RFC 3339). */
export interface InstallProgress {
  /** Counts runs seen in this log; 0 before the first run began. */
  readonly run: number;
  readonly state: 'idle' | 'running' | 'succeeded' | 'failed';
  readonly phase?: InstallPhase;
  readonly phases: readonly {
    readonly phase: InstallPhase;
    readonly startedAt: string;
    readonly endedAt?: string;
    readonly line: number;
  }[];
  readonly task?: string;
  /** Parallel phase: what is being installed and how it ended; `total` as the log says (i/n). */
  readonly components: readonly {
    readonly name: string;
    readonly state: 'installing' | 'successful' | 'failed';
  }[];
  readonly componentsTotal?: number;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly failure?: {
    readonly kind: InstallFailure;
    /** The component, play or task concerned. */
    readonly subject?: string;
    /** The lifted-out message of the failing task (from its JSON), at most 2 KB. */
    readonly message?: string;
    readonly line: number;
  };
  /** `Console:` address of the success banner. */
  readonly consoleUrl?: string;
  /** The reducer's own place mark between two lines; nobody else reads it. */
  readonly reading: LogReading;
}

/** What the reducer must remember from one line to the next. */
export interface LogReading {
  /** Plays seen in a run whose beginning was seen; -1 when the log was joined in the middle. */
  readonly plays: number;
  /** A `fatal:` or `failed:` result that may still be ignored; `open` while its JSON goes on over several lines. */
  readonly fatal?: {
    readonly line: number;
    readonly task?: string;
    readonly text: string;
    readonly open: boolean;
  };
  /** The JSON block below `Task '…' failed:`; `begun` after the row of stars above it. */
  readonly block?: { readonly component: string; readonly text: string; readonly begun: boolean };
  /** A Python traceback whose exception is still to come. */
  readonly traceback?: { readonly line: number };
  /** The newest exception or error line of shell-operator, for when the hook fails or the program halts. */
  readonly lastError?: { readonly line: number; readonly text: string };
}

/** Before the first line. */
export const initialProgress: InstallProgress = {
  run: 0,
  state: 'idle',
  phases: [],
  components: [],
  reading: { plays: -1 },
};
