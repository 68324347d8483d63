/** Runs in a page: what is written from now on is not kept, as on a disk without space. */
export function fillDisk() {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...args) {
    const request = put.apply(this, args)
    this.transaction.abort()
    return request
  }
}
