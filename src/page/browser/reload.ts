/**
 * Loads the page anew when its server has another one; the address keeps the changes made on it.
 *
 * @param version of this page; the server says the newest to whoever connects, so that none is missed
 */
export function reloadWhenChanged(version: number): void {
  const events = new EventSource('/changes');
  events.addEventListener('message', ({ data }) => {
    if (data !== `${version}`) location.reload();
  });
}
