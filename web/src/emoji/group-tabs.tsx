import { Tab, TabList, TabPanel, useTabStore } from '@ariakit/react/tab'
import { useMemo, useState } from 'react'
import { m } from '#catalogue'
import type { EmojiGroup } from './emoji'
import { EmojiGrid } from './emoji-grid'
import { groupFace, groupName } from './group-names'
import { recentEmoji } from './habits'
import { inTone, type Shown, shownRecent } from './shown'
import type { Tone } from './tone'

interface Props {
  groups: readonly EmojiGroup[]
  tone: Tone
  onChoose: (emoji: string, isMore: boolean) => void
  onPoint: (shown: Shown) => void
  onLeave: () => void
}

/** One group at a time, what was chosen last first. That list stays as it was opened: nothing moves under a finger. */
export function GroupTabs({ groups, tone, ...grid }: Props) {
  const [recent] = useState(() =>
    shownRecent(
      recentEmoji.get(),
      groups.flatMap(({ emojis }) => emojis),
    ),
  )
  const tabs =
    recent.length > 0 ? ['recent', ...groups.map(({ slug }) => slug)] : groups.map(({ slug }) => slug)
  const store = useTabStore({ defaultSelectedId: tabs[0] ?? null })
  const chosen = store.useState('selectedId')
  const shown = useMemo(() => {
    if (chosen === 'recent') return recent
    const group = groups.find(({ slug }) => slug === chosen)
    return group?.emojis.map((emoji) => inTone(emoji, tone)) ?? []
  }, [chosen, groups, recent, tone])

  return (
    <>
      <TabList
        store={store}
        aria-label={m.emoji_groups()}
        className="quiet-scroll flex shrink-0 overflow-x-auto border-b border-line px-2"
      >
        {tabs.map((slug) => (
          <Tab
            key={slug}
            id={slug}
            aria-label={groupName(slug)}
            title={groupName(slug)}
            className="emoji grid h-10 min-w-9 flex-1 place-items-center border-b-2 border-transparent text-[1.15rem] leading-none opacity-70 grayscale-40 hover:opacity-100 aria-selected:border-accent aria-selected:opacity-100 aria-selected:grayscale-0 pointer-coarse:h-11 pointer-coarse:min-w-11"
          >
            {groupFace(slug)}
          </Tab>
        ))}
      </TabList>
      <TabPanel
        store={store}
        tabId={chosen ?? null}
        focusable={false}
        className="quiet-scroll min-h-0 flex-1 p-2"
      >
        <EmojiGrid key={chosen} label={groupName(chosen ?? '')} shown={shown} {...grid} />
      </TabPanel>
    </>
  )
}
