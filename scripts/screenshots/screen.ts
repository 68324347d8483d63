import type { Page } from 'playwright-core'
import type { Scene } from './scene'
import type { ServerProcess } from './server-process'
import type { Say } from './words'

/** What a picture may need besides the page. */
export interface Stage {
  scene: Scene
  server: ServerProcess
  /** What the page calls something, by what it is in English. */
  say: Say
}

/** One picture: its name, and how somebody gets there from the page the picture before it left behind. */
export interface Screen {
  name: string
  show(page: Page, stage: Stage): Promise<unknown>
  /** Only where the room list is a drawer. */
  isForPhone?: true
}
