import { createRoute, z } from '@hono/zod-openapi'
import { id } from '#protocol/ids'
import * as rooms from '#protocol/rooms'
import type { App } from '../../context'
import { changeRoom, deleteRoom } from '../../domain/rooms/change'
import { createGroup, openDirectRoom } from '../../domain/rooms/create'
import { listRoomAs } from '../../domain/rooms/list-as'
import { listRooms, viewRoomWithMembers } from '../../domain/rooms/view'
import { body, failures, json, newRouter, requireIdentity, signedIn } from '../router'

const tags = ['Rooms']
const params = z.object({ room_id: id })
const common = { tags, security: signedIn }

/** Rooms: list, open, look at, change, delete. */
export function roomRoutes(app: App) {
  const router = newRouter()

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/chat/rooms',
      summary: 'Your rooms',
      responses: { 200: json(rooms.roomList, 'Newest activity first.'), ...failures('unauthenticated') },
    }),
    async (c) => c.json(await listRooms(app, requireIdentity(c).principal.account), 200),
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'post',
      path: '/chat/rooms',
      summary: 'Open a room',
      request: body(rooms.createRoom),
      responses: {
        200: json(rooms.roomWithMembers, 'The direct room the two of you have already.'),
        201: json(rooms.roomWithMembers, 'The new room.'),
        ...failures('unauthenticated', 'policy_disabled', 'invalid', 'rate_limited'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      const input = c.req.valid('json')
      const { room, isNew } =
        input.room_type === 'direct'
          ? await openDirectRoom(app, account, input)
          : { room: await createGroup(app, account, input), isNew: true }
      return c.json(await viewRoomWithMembers(app, account, room.id), isNew ? 201 : 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'get',
      path: '/chat/rooms/{room_id}',
      summary: 'A room and who is in it',
      request: { params },
      responses: {
        200: json(rooms.roomWithMembers, 'The room.'),
        ...failures('unauthenticated', 'not_a_member'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await viewRoomWithMembers(app, account, c.req.valid('param').room_id), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/chat/rooms/{room_id}',
      summary: 'Rename or describe a group, or say how long it keeps its messages',
      request: { params, ...body(rooms.changeRoom) },
      responses: {
        200: json(rooms.room, 'The room as it is now.'),
        ...failures('unauthenticated', 'not_a_member', 'forbidden', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await changeRoom(app, account, c.req.valid('param').room_id, c.req.valid('json')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'patch',
      path: '/chat/rooms/{room_id}/listing',
      summary: 'Pin or archive a room in your own list',
      description:
        'What you leave out stays as it is. An archived room comes back with the next entry of its log. Nobody else learns of it.',
      request: { params, ...body(rooms.changeListing) },
      responses: {
        200: json(rooms.roomListing, 'Where the room is in your list now.'),
        ...failures('unauthenticated', 'not_a_member', 'invalid'),
      },
    }),
    async (c) => {
      const { account } = requireIdentity(c).principal
      return c.json(await listRoomAs(app, account, c.req.valid('param').room_id, c.req.valid('json')), 200)
    },
  )

  router.openapi(
    createRoute({
      ...common,
      method: 'delete',
      path: '/chat/rooms/{room_id}',
      summary: 'Delete a group with everything in it',
      request: { params },
      responses: {
        204: { description: 'Gone, for everyone.' },
        ...failures('unauthenticated', 'not_a_member', 'forbidden'),
      },
    }),
    async (c) => {
      await deleteRoom(app, requireIdentity(c).principal.account, c.req.valid('param').room_id)
      return c.body(null, 204)
    },
  )

  return router
}
