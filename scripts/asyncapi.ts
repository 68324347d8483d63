import { z } from 'zod'
import { user } from '#protocol/accounts'
import { closeCodes } from '#protocol/close-codes'
import { errors, fieldError } from '#protocol/errors'
import { clientFrame, serverFrame } from '#protocol/frames'
import { limits } from '#protocol/limits'
import { message, quote } from '#protocol/messages'
import { room } from '#protocol/rooms'
import { protocolVersion } from '#protocol/version'
import { clientFrameSummaries, serverFrameSummaries } from './frame-summaries'

const description = `One socket carries everything one device says and hears. Each frame is a JSON text of at most
${limits.frameBytes} bytes: \`{"type": …, "data": …, "ref": …}\`. A \`ref\` is copied to the answer.

A page of this server is let in by its cookie. Every other program sends an access token: in an \`Authorization:
Bearer\` header or in its \`hello\`. Only \`/ws/chat/{room_id}\` takes it as \`?token=\`; there the hello is said for the
client, frames need not name the room, and a text may be sent as \`message\` with nothing but its \`content\`.`

/** Describes the socket as an AsyncAPI 3 document, made from the schemas that check every frame. */
export function asyncApi(): object {
  const clientFrames = clientFrame.options.map((schema) => ({
    schema,
    type: schema.shape.type.value,
    name: `client_${schema.shape.type.value}`,
    summary: clientFrameSummaries[schema.shape.type.value],
  }))
  const serverFrames = serverFrame.options.map((schema) => ({
    schema,
    type: schema.shape.type.value,
    name: `server_${schema.shape.type.value}`,
    summary: serverFrameSummaries[schema.shape.type.value],
  }))
  const frames = [...clientFrames, ...serverFrames]
  const messages = Object.fromEntries(frames.map(({ name }) => [name, ref('components/messages', name)]))
  const named = { user, message, quote, room, field_error: fieldError }

  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Natter socket',
      version: String(protocolVersion),
      description: description.replaceAll(/(?<!\n)\n(?!\n)/g, ' '),
    },
    defaultContentType: 'application/json',
    servers: { natter: { host: 'localhost:8080', protocol: 'ws', description: 'A server on this machine.' } },
    channels: {
      socket: { address: '/ws', messages },
      room: {
        address: '/ws/chat/{room_id}',
        description: 'The same socket, for one room.',
        parameters: { room_id: { description: 'The room.' } },
        messages,
      },
    },
    operations: {
      hear: operation('receive', 'What clients say.', clientFrames),
      say: operation('send', 'What the server says.', serverFrames),
    },
    components: {
      messages: Object.fromEntries(
        frames.map(({ name, type, summary }) => [
          name,
          { name: type, summary, payload: ref('components/schemas', name) },
        ]),
      ),
      schemas: jsonSchemas({
        ...named,
        ...Object.fromEntries(frames.map(({ name, schema }) => [name, schema])),
      }),
    },
    'x-close-codes': Object.fromEntries(Object.values(closeCodes).map(({ code, ...rest }) => [code, rest])),
    'x-error-codes': errors,
  }
}

function operation(action: 'send' | 'receive', summary: string, frames: { name: string }[]) {
  return {
    action,
    summary,
    channel: ref('channels', 'socket'),
    messages: frames.map(({ name }) => ref('channels/socket/messages', name)),
  }
}

function ref(place: string, name: string) {
  return { $ref: `#/${place}/${name}` }
}

/** Schemas that stand in others are referred to by their name. */
function jsonSchemas(schemas: Record<string, z.ZodType>): object {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const result = z.toJSONSchema(registry, {
    target: 'draft-07',
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  })
  return Object.fromEntries(
    Object.entries(result.schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  )
}
