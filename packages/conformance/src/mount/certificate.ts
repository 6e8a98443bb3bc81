import { generate } from 'selfsigned'

/** A private key and its certificate, both in PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

let made: Promise<Certificate> | undefined

/** A certificate for `localhost` and 127.0.0.1, made once per process. */
export function testCertificate(): Promise<Certificate> {
  made ??= makeCertificate()
  return made
}

async function makeCertificate(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  })
  return { key, cert }
}
