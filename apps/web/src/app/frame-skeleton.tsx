import { Loading, SkeletonCard } from '../shared/ui/loading.tsx';
import './frame.css';

/** The frame before it is known who asks. */
export function FrameSkeleton() {
  return (
    <div className="frame">
      <div className="top-bar" />
      <div className="frame__body">
        <div className="frame__side" />
        <main className="frame__main">
          <Loading>
            <SkeletonCard height={190} />
          </Loading>
        </main>
      </div>
    </div>
  );
}
