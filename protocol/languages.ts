import { z } from 'zod'

/** What Natter speaks: the page, its notifications, and the mails of the server. The first is spoken where no other is wanted. */
export const languages = ['en', 'ar'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>
