// Runs before the first paint, so that a chosen theme never flashes. The key is that of src/settings/theme.ts.
const theme = localStorage.getItem('natter.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
