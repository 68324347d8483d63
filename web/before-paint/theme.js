// Runs before the first paint, so that a chosen look never flashes. The keys and choices are those of src/settings/looks.ts.
{
  const looks = { theme: ['light', 'dark'], contrast: ['high'], density: ['compact'] }
  for (const [name, choices] of Object.entries(looks)) {
    const chosen = localStorage.getItem(`natter.${name}`)
    if (choices.includes(chosen)) document.documentElement.dataset[name] = chosen
  }
}
