import { z } from 'zod'

/** What a server allows. Domain functions ask this, never the profile's name. Presets: server/policy.ts. */
export const policy = z.object({
  'sign_in.password': z.boolean().check(z.describe('People sign in with a password.')),
  'sign_in.oauth': z.boolean().check(z.describe('People sign in through another service.')),
  'sign_in.passkey': z.boolean().check(z.describe('People sign in with a passkey of their device.')),
  'sign_in.otp': z
    .boolean()
    .check(z.describe('People sign in with their phone number and an e-mailed code.')),
  'accounts.registration': z
    .enum(['open', 'invite', 'closed'])
    .check(z.describe('Who may open an account: anyone, who was invited, or nobody.')),
  'accounts.email': z
    .enum(['required', 'optional'])
    .check(z.describe('Whether an account needs an e-mail address.')),
  'passwords.composition': z
    .enum(['none', 'letters_and_digit', 'with_special'])
    .check(
      z.describe(
        'What a new password must contain: upper and lower case and a digit, or a special character too.',
      ),
    ),
  'guests.lobby': z.boolean().check(z.describe('Guests may read and write in the lobby.')),
  'rooms.lobby': z.boolean().check(z.describe('There is one public room for all.')),
  'rooms.direct': z.boolean().check(z.describe('Two people can talk in a direct room.')),
  'rooms.group': z.boolean().check(z.describe('People can open group rooms.')),
  directory: z
    .enum(['none', 'contacts', 'everyone'])
    .check(z.describe('Whom people can find: nobody, their contacts, or everyone.')),
  'directory.status': z
    .boolean()
    .check(z.describe('The directory shows who is online, also to those who share no room with them.')),
  'messages.edit': z.boolean().check(z.describe('Authors may edit their messages.')),
  'messages.delete': z.boolean().check(z.describe('Authors may delete their messages.')),
  'receipts.read': z.boolean().check(z.describe('People see who has read their messages.')),
  uploads: z.boolean().check(z.describe('People may upload pictures and video.')),
  'uploads.other_files': z
    .boolean()
    .check(z.describe('People may also upload files of any other kind, which can only be saved.')),
  calls: z.boolean().check(z.describe('Two people can call each other.')),
  'retention.days': z.int().check(z.gte(0), z.describe('Days a message is kept; 0 keeps it for ever.')),
  'sessions.access_minutes': z
    .int()
    .check(z.gte(1), z.lte(1440), z.describe('Minutes an access token is good for.')),
  'sessions.days': z
    .int()
    .check(z.gte(1), z.lte(365), z.describe('Days without use after which a session ends.')),
})
export type Policy = z.infer<typeof policy>
