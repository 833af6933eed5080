import type { ApiRoute } from './api-route.ts';
import { blobRoutes } from './blob-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { liveRoutes } from './live-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { storeKeyRoutes } from './store-key-routes.ts';
import { syncRoutes } from './sync-routes.ts';

/** Every route there is, the files of the web app aside. The tests of wrong input take their list from here. */
export const apiRoutes: readonly ApiRoute[] = [
  ...healthRoutes,
  ...sessionRoutes,
  ...storeKeyRoutes,
  ...syncRoutes,
  ...liveRoutes,
  ...blobRoutes,
];
