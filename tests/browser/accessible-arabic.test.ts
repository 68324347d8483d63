import { testEveryScreen } from './every-screen'

testEveryScreen({ view: 'phone', colorScheme: 'light', language: 'ar' })
