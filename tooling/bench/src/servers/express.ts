import { createServer } from 'node:http'
import express from 'express'
import type { BenchServer } from './bench-server.ts'
import { answerAtOnce, answerChunks, answerTicks } from './by-hand.ts'

/** Express 5, streaming as its users do: with Node's own calls on `res`. */
export const expressByHand: BenchServer = {
  title: 'Express by hand',
  kind: 'peer',
  packages: ['express'],
  chunks: (script) => createServer(express().get('/stream', (_req, res) => answerChunks(res, script))),
  ticks: (script, options) =>
    createServer(express().get('/stream', (_req, res) => answerTicks(res, script, options))),
}

/** A short stream of which nothing is streamed. */
export const expressOneEnd: BenchServer = {
  title: 'Express, one end',
  kind: 'limit',
  packages: ['express'],
  only: ['short-tick'],
  chunks: (script) => createServer(express().get('/stream', (_req, res) => answerAtOnce(res, script))),
  ticks: 'a stream of events is not complete at once',
}
