/** The Kafka client and a pass of 200 tenants fit into half of it; the rest buys processor time for TLS. */
export const BROKER_MEMORY_MIB = 1_024
