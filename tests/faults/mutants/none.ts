import { plant } from '../plant'
import { slowCommit, slowTelling } from '../windows'

// The program as it is, with nothing but the dangerous moments made longer.
plant([slowCommit, slowTelling])
