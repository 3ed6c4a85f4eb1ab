/** Loads the page anew when its server says that a scenario has changed; the address keeps the changes made on it. */
export function reloadWhenChanged(): void {
  const events = new EventSource('/changes');
  events.addEventListener('changed', () => location.reload());
}
