/** The addresses that a cluster's API server is told, where they are not those that the world listens on. */
export interface PodNetwork {
  /** Of every node; no loopback address. */
  readonly nodeAddress: string;
  /** Lets `address:port` be reached at a port of 127.0.0.1. */
  route(address: string, toPort: number): void;
}
