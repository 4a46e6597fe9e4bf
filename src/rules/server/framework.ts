/** How a handler is called and how it answers. */
export type Framework =
  | 'express'
  | 'fastify'
  | 'koa'
  | 'hapi'
  | 'nest'
  | 'next-pages'
  | 'next-app'
  | 'firebase'
  /** A function that a handler calls with the user's id: it answers with the token itself. */
  | 'service';
