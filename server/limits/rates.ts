import type { Config } from '../config'
import { createPaces, type Paces } from './paces'

/** How often each person may write, over sockets and REST together. */
export function createSendRate({ limits }: Config): Paces {
  return createPaces({ perSecond: limits.sendsPerSecond, burst: limits.sendsBurst })
}

/** How often each person may begin to upload a file. */
export function createUploadRate({ limits }: Config): Paces {
  return createPaces({ perSecond: limits.uploadsPerSecond, burst: limits.uploadsBurst })
}
