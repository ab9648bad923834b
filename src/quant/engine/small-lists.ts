/**
 * Changes of lists that hold a handful of things and change at every fill. They move what is there by hand: splice and unshift are made for long
 * lists, and splice allocates another list for what it took.
 */

/** Takes one thing out of a list that holds it. */
export function takeOut<T>(list: T[], item: T): void {
  for (let k = list.indexOf(item); k + 1 < list.length; k++) list[k] = list[k + 1];
  list.pop();
}

/** Puts a thing before all others. */
export function putFirst<T>(list: T[], item: T): void {
  list.push(item);
  for (let k = list.length - 1; k > 0; k--) list[k] = list[k - 1];
  list[0] = item;
}
