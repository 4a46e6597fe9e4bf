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
  /** A function behind an API gateway, of AWS or Netlify. */
  | 'lambda'
  /** A callable function: it gives its answer back, and pages call it by its name. */
  | 'firebase-call'
  /** A method of Meteor, which pages call by its name, too. */
  | 'meteor'
  /** A resolver of a mutation: it answers with the token itself. */
  | 'graphql'
  | 'nest-graphql'
  /** A function that a handler calls with the user's id: it answers with the token itself. */
  | 'service';
