import { m } from '#catalogue'
import { limits } from '#protocol/limits'

const { least, most } = limits.usernameCharacters

/**
 * What a server, or a schema, says more precisely than by its code alone, by what it says in English. Codes do not tell
 * these apart. What is not here, such as a sentence with somebody's name in it, is shown as it came.
 */
export const preciseProblems: ReadonlyMap<string, () => string> = new Map([
  ['The server cannot be reached. Check the connection.', m.problem_detail_unreachable],
  [
    'The server gave an answer that cannot be understood. Reload, or try again later.',
    m.problem_detail_not_understood,
  ],
  [
    'This browser does not let messages be kept until they are sent. Free some space, then try again.',
    m.problem_detail_not_kept,
  ],
  [
    'This file is no longer on this device. Take it away, or discard the message.',
    m.problem_detail_file_gone,
  ],
  ['This file is empty.', m.problem_detail_empty_file],
  ['You upload too many files at once. Wait a moment.', m.problem_detail_many_uploads],
  ['Files cannot be reached at the moment. Try again later.', m.problem_detail_files_away],
  ['A picture can have at most 50 million pixels.', m.problem_detail_many_pixels],
  [
    'An animation can have at most 16 million pixels, and 3000 frames of 400 million pixels in all.',
    m.problem_detail_large_animation,
  ],
  [
    'Of pictures that move, only GIFs are taken here. Send it as a GIF or a video.',
    m.problem_detail_moving_picture,
  ],
  [
    'This is a QuickTime video (.mov), as iPhones record them. Turn it into an MP4 with a video app, then send that.',
    m.problem_detail_quick_time,
  ],
  [
    'This is a HEIC picture, as iPhones take them. Turn it into a JPEG with a picture app, then send that.',
    m.problem_detail_heic,
  ],
  ['This video refers to another file. Send it as one file.', m.problem_detail_foreign_parts],
  ['The password is not right.', m.problem_detail_password],
  ['This is your last way to sign in. Add another one before you remove it.', m.problem_detail_last_way_in],
  [
    'This is your last passkey, and one is asked for whenever you sign in. Switch that off first.',
    m.problem_detail_last_passkey,
  ],
  ['Add a passkey first.', m.problem_detail_passkey_first],
  ['This passkey is in use already.', m.problem_detail_passkey_in_use],
  [
    'This passkey is not known here. Sign in another way, then add it in the settings.',
    m.problem_detail_passkey_unknown,
  ],
  ['The device made no usable passkey.', m.problem_detail_passkey_unusable],
  ['This passkey does not belong to this account.', m.problem_detail_passkey_of_others],
  ['Prove first that it is you.', m.problem_detail_prove_first],
  ['This server sends no mail. Ask whoever runs it for help.', m.problem_detail_no_mail],
  ['This account has no confirmed e-mail address.', m.problem_detail_no_confirmed_email],
  ['There is no address that waits to be confirmed.', m.problem_detail_nothing_to_confirm],
  ['No accounts can be opened on this server.', m.problem_detail_no_accounts],
  [
    'Accounts on this server are opened by invitation. Ask somebody who runs it for a link.',
    m.problem_detail_by_invitation,
  ],
  ['Nobody signs in through this service here.', m.problem_detail_no_such_service],
  [
    'Too many guests come from your network at the moment. Make an account, or try again later.',
    m.problem_detail_many_guests,
  ],
  ['This needs an account. Guests read and write in the lobby.', m.problem_detail_needs_account],
  ['Only those who run this server may do this.', m.problem_detail_admins_only],
  ['Only an owner may do this.', m.problem_detail_owner_only],
  ['Nobody can do this to themselves.', m.problem_detail_not_to_oneself],
  ['This is the last owner. Make somebody else an owner first.', m.problem_detail_last_owner],
  ['There is no such person.', m.problem_detail_no_such_person],
  ['There is no such invitation.', m.problem_detail_no_such_invitation],
  ['This link was used already, or is not the newest one.', m.problem_detail_owner_link_spent],
  ['There is no such message in this room.', m.problem_detail_no_such_message],
  ['An admin can remove members only.', m.problem_detail_remove_members_only],
  ['Hand the room over before you leave it, or delete it.', m.problem_detail_hand_over_to_leave],
  ['Hand the room over to change your own role.', m.problem_detail_hand_over_for_role],
  ['This person is not in the room.', m.problem_detail_not_in_room],
  ['This can only be done in a group room.', m.problem_detail_group_only],
  ['This is your own link. Send it to somebody else.', m.problem_detail_own_link],
  ['This link is no longer valid. Ask whoever sent it for a new one.', m.problem_detail_contact_link_gone],
  ['This person is no contact of yours and has not asked.', m.problem_detail_no_contact],
  ['Only the author of a text may change it.', m.problem_detail_author_only],
  ['This message was deleted.', m.problem_detail_message_deleted],
  [
    'This person has deleted their account. Nothing can be written here any more.',
    m.problem_detail_left_for_good,
  ],
  [
    `A message can have at most ${limits.reactions.emoji} different emoji.`,
    () => m.problem_detail_many_emoji({ count: limits.reactions.emoji }),
  ],
  [
    `A message can have at most ${limits.reactions.all} reactions.`,
    () => m.problem_detail_many_reactions({ count: limits.reactions.all }),
  ],
  ['You have an account already.', m.problem_detail_has_account],
  ['You write too fast. Wait a moment.', m.problem_detail_write_too_fast],
  ['The password lacks something.', m.problem_detail_password_lacks],
  ['Use a capital letter.', m.problem_detail_capital],
  ['Use a small letter.', m.problem_detail_small],
  ['Use a digit.', m.problem_detail_digit],
  ['Use a character that is neither letter nor digit.', m.problem_detail_special],
  ['must be an e-mail address', m.problem_detail_email],
  ['must be the six digits of the mail', m.problem_detail_six_digits],
  ['must be a phone number such as +4915112345678', m.problem_detail_phone],
  ['must be one line', m.problem_detail_one_line],
  ['must contain something to see', m.problem_detail_visible],
  ['must not turn the direction of text', m.problem_detail_no_turning],
  ['must not begin or end with a space', m.problem_detail_no_outer_space],
  ['must be a name of your own', m.problem_detail_own_name],
  [`must be ${least} to ${most} letters, digits or _ . -`, () => m.problem_username({ least, most })],
  [
    `Use at least ${limits.passwordCharacters.least} characters.`,
    () => m.problem_password_length({ least: limits.passwordCharacters.least }),
  ],
  ['There is nobody here whom you could call now.', m.problem_detail_nobody_to_call],
  ['You are in a call already.', m.problem_detail_in_call],
  ['Your last calls were not taken. Wait a minute before you call again.', m.problem_detail_calls_not_taken],
  ['This call is over.', m.problem_detail_call_over],
  ['There is no such call any more.', m.problem_detail_no_such_call],
  ['This call was taken on another device.', m.problem_detail_call_taken],
  ['End the call you are in before you take another one.', m.problem_detail_end_call_first],
])
