import { testEveryScreen } from './every-screen'

testEveryScreen({ view: 'phone', colorScheme: 'dark', language: 'en' })
