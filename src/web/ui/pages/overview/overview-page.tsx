/** How things stand: the whole company at the common site, itself at a distant one. */
import { useStatus } from '../../session.ts';
import { CommonOverview } from './common-overview.tsx';
import { DistantOverview } from './distant-overview.tsx';

export const OverviewPage = () => (useStatus().role === 'common' ? <CommonOverview /> : <DistantOverview />);
