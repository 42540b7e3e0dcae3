/** Sent by `drill-live` with each message of its drill to elements within it, so that the hub is asked once. */
export const assetEvent = "asset-message";
