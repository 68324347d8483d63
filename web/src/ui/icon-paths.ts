/** Strokes on a field of 24 by 24. */
export const iconPaths = {
  alert: 'M12 8v5M12 16.5v.01M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  arrow_down: 'M12 5v13M6 12.5l6 6 6-6',
  clock: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z',
  close: 'M6 6l12 12M18 6 6 18',
  details:
    'M5 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM12 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM19 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  eye_closed:
    'M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.3 7.4A16.6 16.6 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.2-1M10 10.3a2.5 2.5 0 0 0 3.6 3.5',
  group_add:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.4-3.4 3-5 6.5-5s6.1 1.6 6.5 5M19 7v6M16 10h6',
  list: 'M4 7h16M4 12h16M4 17h10',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.4-3.4 3-5 6.5-5s6.1 1.6 6.5 5M15.5 5.3a3.4 3.4 0 0 1 0 6.4M18 15c2 .7 3.2 2.2 3.5 4.5',
  reply: 'M9.5 6 4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6v.5',
  search: 'M11 4.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM16 16l4.5 4.5',
  send: 'M5 12h13M12.5 6l6 6-6 6',
  tick: 'M5 12.5 10 17.5 19.5 7',
  ticks: 'M1.5 12.5 6 17 14.5 7M11.5 16l1.5 1.5L22.5 7',
} as const

/** Those that point along the line turn round where lines run from right to left. */
export const pointing: ReadonlySet<IconName> = new Set(['list', 'reply', 'send'])

export type IconName = keyof typeof iconPaths
