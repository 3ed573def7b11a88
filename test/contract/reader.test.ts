import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../db/client.ts'

let database: Database
beforeEach(async () => {
  database = await openDatabase(':memory:')
  await database.client.execute('create table note (text text)')
})

describe('what stores are given', () => {
  it.each([
    `insert into note values ('a') returning text`,
    `/* select */ insert into note values ('a') returning text`,
    `with a as (select 1) insert into note select 'a' returning text`,
    `with a as (select '"' ) INSERT into note select '"' returning text`,
    `with a as (select 1) replace into note select 'a' returning text`,
    'update note set text = 1 returning text',
    'delete from note returning text',
    `select 1; insert into note values ('a')`,
    'pragma user_version = 3',
    'drop table note',
  ])('does not write: %s', async (text) => {
    await expect(database.read.all(sql.raw(text))).rejects.toThrow('not a plain read')
    expect((await database.client.execute('select * from note')).rows).toEqual([])
  })

  it.each([
    `select 'insert into note; delete' as text`,
    `with a as (select 'update' as text) select text from a`,
    `select replace('a', 'b', 'c') as "delete"`,
    ' \n select text from note;',
  ])('reads: %s', async (text) => {
    await expect(database.read.all(sql.raw(text))).resolves.toBeInstanceOf(Array)
  })
})
