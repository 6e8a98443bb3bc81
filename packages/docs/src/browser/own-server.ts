import type { Plugin } from './swagger-ui.ts'

/**
 * An api that is served beside its document has the one server `.`. A choice of one tells a reader nothing: it is
 * not shown. Requests go there all the same, for what a request is made of is read from the document itself.
 */
export const ownServer: Plugin = () => ({
  statePlugins: {
    spec: {
      wrapSelectors: {
        servers: (original) => () => {
          const servers = original()
          const isOwn = servers?.size === 1 && servers.getIn(['0', 'url']) === '.'
          return isOwn ? undefined : servers
        },
      },
    },
  },
})
