import { testEveryScreen } from './every-screen'

testEveryScreen({ view: 'desktop', colorScheme: 'light', language: 'en' })
