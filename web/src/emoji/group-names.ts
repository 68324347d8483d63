import { m } from '#catalogue'

const groups: Record<string, { face: string; name: () => string }> = {
  recent: { face: '🕘', name: () => m.emoji_group_recent() },
  smileys_emotion: { face: '😀', name: () => m.emoji_group_smileys() },
  people_body: { face: '👋', name: () => m.emoji_group_people() },
  animals_nature: { face: '🐻', name: () => m.emoji_group_animals() },
  food_drink: { face: '🍎', name: () => m.emoji_group_food() },
  travel_places: { face: '🚗', name: () => m.emoji_group_travel() },
  activities: { face: '⚽', name: () => m.emoji_group_activities() },
  objects: { face: '💡', name: () => m.emoji_group_objects() },
  symbols: { face: '❤️', name: () => m.emoji_group_symbols() },
  flags: { face: '🏁', name: () => m.emoji_group_flags() },
}

/** What a group of emoji is called; one the catalogue does not know yet by its own name. */
export function groupName(slug: string): string {
  return groups[slug]?.name() ?? slug.replaceAll('_', ' ')
}

/** The emoji that stands for a group. */
export function groupFace(slug: string): string {
  return groups[slug]?.face ?? '🔹'
}
