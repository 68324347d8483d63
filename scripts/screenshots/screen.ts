import type { Page } from 'playwright-core'
import type { Contacts } from './contacts'
import type { Scene } from './scene'
import type { ServerProcess } from './server-process'
import type { Say } from './words'

/** What a picture may need besides the page. */
export interface Stage {
  scene: Scene
  server: ServerProcess
  /** Another server, where everybody meets in one room and guests may look around. */
  lobby: ServerProcess
  /** A third one, where people find nobody but their contacts. It is started when it is first asked for. */
  contacts(): Promise<Contacts>
  /** What the page calls something, by what it is in English. */
  say: Say
  /** Somebody of the scene before another window of the same browser, signed in; the same window each time. */
  beside(page: Page, name: string): Promise<Page>
}

/** One picture: its name, and how somebody gets there from the page the picture before it left behind. */
export interface Screen {
  name: string
  show(page: Page, stage: Stage): Promise<unknown>
  /** Only where the room list is a drawer. */
  isForPhone?: true
}
