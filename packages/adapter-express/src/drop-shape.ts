const first = Symbol('first')
const second = Symbol('second')

/**
 * Makes V8 keep the properties of an object in a table, by removing one that is not the last; nothing else of the
 * object changes.
 *
 * Express gives every request and response another prototype and then more properties. For an object whose prototype
 * was changed, V8 makes a new shape with each property: all code that touches it has to look everything up, and every
 * property that Node adds later copies the description of all forty. A table is read faster than that, and grows
 * without a copy (`tooling/bench`, short-tick and short-spread on Express).
 */
export function dropShape(object: object): void {
  const bag: { [first]?: true; [second]?: true } = object
  bag[first] = true
  bag[second] = true
  delete bag[first]
  delete bag[second]
}
