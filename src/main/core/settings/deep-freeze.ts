/** The value, frozen to its ground: who was handed a snapshot cannot change it for others. Plain objects and arrays without cycles. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
