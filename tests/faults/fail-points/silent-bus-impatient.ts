// The same, where pings come every second.
import './silent-bus'
import './impatient'
