import { type ReactNode, useEffect } from 'react'
import { m } from '#catalogue'
import { AdminEntrance } from '../admin/entrance'
import { CallLayer } from '../calls/call-layer'
import { Conversation } from '../conversation/conversation'
import { useDraftSync } from '../conversation/use-draft-sync'
import { GuestBanner } from '../guests/guest-banner'
import { AppKeys } from '../keys/app-keys'
import { useNotifier } from '../notifications/use-notifier'
import { UpdateOffer } from '../offline/update-offer'
import { SideBar } from '../rooms/side-bar'
import { useEarlyRooms } from '../rooms/use-early-rooms'
import { useUntoldLanguage } from '../settings/untold-language'
import { isSwitcherOpen } from '../switcher/switcher-open'
import { firstPainted } from '../ui/first-painted'
import { onDemand } from '../ui/on-demand'
import { useBackCloses } from '../ui/use-back-closes'
import { phone, useMedia } from '../ui/use-media'
import type { Place } from './address'
import { Announcer } from './announcer'
import { useMe, useReadable } from './client-context'
import { closeDrawer, drawerButtonId, isDrawerOpen } from './drawer'
import { Home } from './home'
import { forgetLink, link } from './link'
import { place } from './router'
import { useFirstFocus } from './use-first-focus'
import { useLobbyAsHome } from './use-lobby-as-home'
import { usePageTitle } from './use-page-title'

const OwnerOffer = onDemand(async () => (await import('./owner-offer')).OwnerOffer)
const SearchPage = onDemand(async () => (await import('../search/search-page')).SearchPage)
const SharePage = onDemand(async () => (await import('../offline/share-page')).SharePage)
const Switcher = onDemand(async () => (await import('../switcher/switcher')).Switcher)

/** The page of somebody signed in: two columns, or on a phone one pane with a drawer. */
export function Workspace() {
  const where = useReadable(place)
  const isPhone = useMedia(phone)
  const isOpen = useReadable(isDrawerOpen)
  const isDrawer = isPhone && where.page !== 'home'
  const isCovered = isDrawer && isOpen
  const isSwitching = useReadable(isSwitcherOpen)
  const me = useMe()
  const isLinked = useReadable(link) !== null
  usePageTitle(where)
  useNotifier()
  useEarlyRooms()
  useLobbyAsHome(where)
  useDraftSync()
  useUntoldLanguage()
  useKeysAtOnce()
  useReturnOfFocus(isCovered)
  useBackCloses(isCovered, closeDrawer)
  useFirstFocus()
  const pane = paneOf(where) ?? (isPhone ? null : <Home />)

  return (
    <div className="flex h-full flex-col">
      {me.is_guest && <GuestBanner />}
      <div className="flex min-h-0 flex-1 flex-col wide:grid wide:grid-cols-[18.75rem_minmax(0,1fr)]">
        <SideBar drawer={isDrawer ? (isOpen ? 'open' : 'closed') : 'none'} />
        {isCovered && (
          <button
            type="button"
            aria-label={m.rooms_close()}
            tabIndex={-1}
            onClick={closeDrawer}
            className="fixed inset-0 z-10 animate-[settle_150ms_var(--ease-out)] cursor-default bg-veil"
          />
        )}
        {/* A call stands over the pane; on a phone over whatever is shown. */}
        <div className="contents wide:flex wide:min-h-0 wide:min-w-0 wide:flex-col">
          <CallLayer />
          {pane && (
            <main tabIndex={-1} inert={isCovered} className="min-h-0 min-w-0 flex-1 outline-none">
              {pane}
            </main>
          )}
        </div>
        <UpdateOffer />
        {isLinked && <OwnerOffer onClose={forgetLink} />}
        <Announcer />
        <AppKeys />
        {isSwitching && <Switcher onClose={() => isSwitcherOpen.set(false)} />}
      </div>
    </div>
  )
}

/** Whoever opens these by a key types on at once: what is written before they are there would go into the open room. */
function useKeysAtOnce() {
  useEffect(() => {
    void firstPainted.then(() => {
      Switcher.prefetch()
      SearchPage.prefetch()
    })
  }, [])
}

/** What is open beside the rooms. */
function paneOf(where: Place): ReactNode {
  if (where.page === 'room') return <Conversation key={where.roomId} roomId={where.roomId} />
  if (where.page === 'search') return <SearchPage text={where.text} />
  if (where.page === 'share') return <SharePage />
  if (where.page === 'admin') return <AdminEntrance />
  return null
}

/** Gives the focus back to the button that opened the drawer, unless it went on somewhere else. */
function useReturnOfFocus(isCovered: boolean) {
  useEffect(() => {
    if (!isCovered) return
    return () => {
      if (document.activeElement === document.body || document.activeElement?.closest('aside'))
        document.getElementById(drawerButtonId)?.focus()
    }
  }, [isCovered])
}
