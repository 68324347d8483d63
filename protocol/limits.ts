/** Figures both sides must agree on. Characters are Unicode code points, sizes are bytes. */
export const limits = {
  messageCharacters: 5000,
  displayNameCharacters: 64,
  usernameCharacters: { least: 3, most: 32 },
  passwordCharacters: { least: 8, most: 128 },
  emailCharacters: 254,
  passkeyNameCharacters: 60,
  passkeys: 20,
  roomNameCharacters: 80,
  roomDescriptionCharacters: 500,
  searchCharacters: 64,
  messageSearchCharacters: 200,
  searchPage: { usual: 20, most: 50 },
  previewCharacters: 160,
  /** Different names one text can mention. */
  mentions: 50,
  /** Under one text: different emoji, and all that people have put there together. */
  reactions: { emoji: 20, all: 200 },
  /** Files in one message, and what is said of each for those who do not see it. */
  attachments: 10,
  altCharacters: 1000,
  fileNameCharacters: 255,
  posterBytes: 2 * 1024 * 1024,
  /** What two browsers tell each other to begin a call. */
  call: { descriptionBytes: 48 * 1024, candidateBytes: 1024 },
  /** Calls one person begins a minute that nobody takes. */
  unansweredCalls: 3,
  bodyBytes: 64 * 1024,
  frameBytes: 64 * 1024,
  /** For how many days a room may keep its messages, where it has a time of its own. */
  roomRetentionDays: [1, 7, 30, 90, 365],
  historyPage: { usual: 50, most: 100 },
  syncPage: 100,
  resumeCursors: 500,
  membersPerRequest: 200,
  receivedMarks: 500,
  /** In larger rooms receipts are not announced: everyone would tell everyone of every message. */
  receiptMembers: 50,
  adminPage: { usual: 50, most: 200 },
  invitation: { uses: { usual: 1, most: 1000 }, days: { usual: 7, most: 90 } },
  /** For so long after somebody gave their password they may do what is dangerous. */
  provenMinutes: 10,
  /** A device that is silent for longer than this is taken for gone. */
  heartbeatMs: 25_000,
  /** In a room of more people than this nobody is told who is online. */
  presenceMembers: 500,
  presencePage: 1000,
  /** How many links one person has at a time, how many people one lets in, and how long it lives. */
  contactInvites: { most: 20, mostUses: 10, mostDays: 30 },
  /** Who was refused, or is a contact no more, is not heard for as long if they ask again. */
  contactRefusedMs: 30 * 24 * 60 * 60 * 1000,
  /** How often one device says that somebody types, how often the server passes it on, how long it is shown. */
  typing: { saidEveryMs: 3_000, passedEveryMs: 2_000, shownMs: 5_000 },
} as const
