import { HostPreparationPage } from '../features/preparation/host-preparation-page.tsx';
import { renderInstallerLog } from './render-installer-log.tsx';

export function HostPrepareRoute() {
  return <HostPreparationPage renderLog={renderInstallerLog} />;
}
