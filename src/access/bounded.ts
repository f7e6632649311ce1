/** Puts a value last in a map and drops the oldest ones beyond `size`, so that clients cannot fill the memory. */
export function keep<K, V>(map: Map<K, V>, size: number, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= size) return;
    map.delete(oldest);
  }
}
