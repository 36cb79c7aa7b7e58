import type { FeatureContext } from '@parley/channel'
import { no, nobody, wrongMethod } from '@parley/http'
import type { FilesFeature } from '../files-feature.ts'
import type { FilesEndpoint } from './files-endpoint.ts'

/** What a feature answers under `<path>/<name>/files`; without an endpoint, that it takes none. `undefined`: another address. */
export function filesFetch(feature: FilesFeature, endpoint: FilesEndpoint | undefined) {
  const { name } = feature
  const oneFile = new RegExp(`/${name}/files/([0-9a-f]{32})$`)
  return async (request: Request, context: FeatureContext): Promise<Response | undefined> => {
    const url = new URL(request.url)
    const { method } = request
    const id = oneFile.exec(url.pathname)?.[1]
    if (id !== undefined && endpoint !== undefined) {
      if (method !== 'GET' && method !== 'HEAD') return wrongMethod(name, 'GET, HEAD')
      return endpoint.download(id, method === 'HEAD', context)
    }
    if (!url.pathname.endsWith(`/${name}/files`)) return undefined
    const actor = await (feature.identify?.(request, context) ?? context.identify(request))
    if (actor === undefined) return nobody(feature.signIn)
    if (endpoint === undefined)
      return no(403, `${name}/files-off`, `This server takes no files: ${name}({ files: { folder } })`)
    return method === 'POST' ? endpoint.upload(request, url, actor, context) : wrongMethod(name, 'POST')
  }
}
