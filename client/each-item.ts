interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor?: string | undefined
}

/**
 * Every item of a list, page after page, fetched as they are used up:
 * `for await (const tenant of eachItem((cursor) => api.listTenants({ query: { cursor } })))`.
 */
export async function* eachItem<Item>(
  listPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined
  do {
    const page = await listPage(cursor)
    yield* page.items
    cursor = page.nextCursor
  } while (cursor !== undefined)
}
