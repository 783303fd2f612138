/** Articles on a page of a list. */
export const A_PAGE = 12;

/** Where a page of a list begins, and the addresses of its neighbours. */
export function paging(page: number, total: number, path: (page: number) => string) {
  const offset = (page - 1) * A_PAGE;
  return {
    older: total > offset + A_PAGE ? path(page + 1) : null,
    newer: page > 1 ? path(page - 1) : null,
  };
}
