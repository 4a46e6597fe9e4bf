/** How a handler is called and how it answers. */
export type Framework =
  | 'express'
  | 'fastify'
  | 'koa'
  | 'hapi'
  | 'nest'
  | 'next-pages'
  | 'next-app'
  | 'firebase';
