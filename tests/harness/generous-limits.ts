/** All people of a test come from one address and do in seconds what others do in a day. */
export const generousLimits = {
  'limits.requests_per_minute': 1_000_000,
  'limits.registrations_per_hour': 1_000_000,
  'limits.refreshes_per_hour': 1_000_000,
  'limits.attempts_per_minute': 1_000_000,
  'limits.rooms_per_hour': 1_000_000,
  'limits.searches_per_minute': 1_000_000,
  'limits.uploads_per_second': 1_000_000,
  'limits.uploads_burst': 1_000_000,
  'limits.invitations_per_day': 1_000_000,
}
