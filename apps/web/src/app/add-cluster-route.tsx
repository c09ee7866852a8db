import { AddClusterPage } from '../features/add-cluster/add-cluster-page.tsx';
import { MemberPreparation } from './member-preparation.tsx';

export function AddClusterRoute() {
  return <AddClusterPage renderPreparation={(props) => <MemberPreparation {...props} />} />;
}
