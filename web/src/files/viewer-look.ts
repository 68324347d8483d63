/** Buttons on the dark ground of the viewer, which is the same in every theme. */
export const onDark = 'text-[oklch(97%_0.008_85)] hover:bg-[oklch(97%_0.008_85/0.15)] disabled:opacity-35'
