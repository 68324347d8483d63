/** Runs in a page: what is written from now on is not kept, as on a disk without space. */
export function fillDisk() {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...args) {
    const request = put.apply(this, args)
    this.transaction.abort()
    return request
  }
}

/** Runs in a page: what is sent from now on takes longer to be kept than the page is there. */
export function stallDisk() {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...args) {
    const request = put.apply(this, args)
    const goOn = () => {
      this.get(0).onsuccess = goOn
    }
    if (this.name === 'outbox') goOn()
    return request
  }
}
