/** Why nothing was sent, in a sentence that the webhook's owner may read: it tells nothing of our own networks. */
export class RefusedAddress extends Error {}
