import { describe, expect, it } from 'vitest'
import { takeConnection } from '../src/streams/connection-limit.ts'

const WHY = '5 streams from this server are open. A browser has 6 connections for a server over HTTP/1.1'

describe('the connections to a server', () => {
  it('are five for streams, whatever is asked for', () => {
    const taken = Array.from({ length: 5 }, (_, index) => takeConnection(`http://127.0.0.1:1/path/${index}`))
    expect(() => takeConnection('http://127.0.0.1:1/other')).toThrow(WHY)
    taken[2]?.()
    taken.push(takeConnection('http://127.0.0.1:1/other'))
    expect(() => takeConnection('http://127.0.0.1:1/')).toThrow(WHY)
    for (const free of taken) free()
  })

  it('are counted for each server', () => {
    const taken = Array.from({ length: 5 }, () => takeConnection('http://127.0.0.1:2/'))
    taken.push(takeConnection('http://127.0.0.1:3/'))
    expect(() => takeConnection('http://127.0.0.1:2/')).toThrow(WHY)
    for (const free of taken) free()
  })

  it('are given back once, however often that is said', () => {
    const free = takeConnection('http://127.0.0.1:4/')
    free()
    free()
    const taken = Array.from({ length: 5 }, () => takeConnection('http://127.0.0.1:4/'))
    expect(() => takeConnection('http://127.0.0.1:4/')).toThrow(WHY)
    for (const each of taken) each()
  })
})
