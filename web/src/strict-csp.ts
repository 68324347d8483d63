import { config } from 'zod'

// zod would try out whether code may be made from text. The page's policy forbids it, and reports every try. This has
// to come before the first schema is made.
config({ jitless: true })
