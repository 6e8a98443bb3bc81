import { type RouteMiss, routeMiss } from './route-miss.ts'
import type { Route } from './route-order.ts'
import { type RouteMatch, RouteTable } from './route-table.ts'

/**
 * The routes of several apis on one router: the api that was mounted first is asked first, as it is by
 * routers that take the first route that matches.
 */
export class RouteTables<R extends Route> {
  readonly #tables: RouteTable<R>[] = []

  /**
   * Adds the routes of an api, to be asked after those that are there.
   * @throws {InvalidArgumentError} when two of them match the same requests; none is added then
   */
  add(routes: Iterable<R>): void {
    this.#tables.push(new RouteTable(routes))
  }

  /**
   * Finds the route in the first api that has one, as `RouteTable` does. When none has, `Allow` names
   * the methods of all of them.
   *
   * @param path encoded, as it is on the wire, without query
   */
  find(method: string, path: string): RouteMatch<R> | RouteMiss {
    const allowed = new Set<string>()
    for (const table of this.#tables) {
      const found = table.find(method, path)
      if (!('allowed' in found)) return found
      for (const other of found.allowed) allowed.add(other)
    }
    return routeMiss(allowed)
  }
}
