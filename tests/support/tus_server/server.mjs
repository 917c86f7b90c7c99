// A third party's tus server, unchanged, on loopback: what the upload client is tested against.
// Says {"port": n} on standard output once it listens, and ends when its standard input does.
import http from 'node:http'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'

const [directory] = process.argv.slice(2)
const tus = new Server({ path: '/v1/evidence', datastore: new FileStore({ directory }) })
const server = http.createServer((request, response) => tus.handle(request, response))

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(JSON.stringify({ port: server.address().port }) + '\n')
})
process.stdin.resume()
process.stdin.on('end', () => {
  server.closeAllConnections()
  server.close(() => process.exit(0))
})
