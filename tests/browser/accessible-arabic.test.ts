import { testEveryScreen } from './every-screen'

testEveryScreen({ view: 'phone', width: 360, colorScheme: 'light', language: 'ar' })
