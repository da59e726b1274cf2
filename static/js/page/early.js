// The address and this device's taste in, the first paint's theme out: a classic script in the head, run before anything is drawn,
// so that no light flashes at night and no screen shows that was not asked for.

import { hide } from "./opening.js";
import { applyTheme } from "./theme.js";

applyTheme();
hide();
