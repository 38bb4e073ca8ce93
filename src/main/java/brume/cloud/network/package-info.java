/// Addresses, connections, and the provider's network: VPCs, subnets, route tables, gateways, security groups, elastic
/// addresses. `network.reach` answers every question of the form "does a packet get there?". Read [Connection] and
/// [Flow] first.
@NullMarked
package brume.cloud.network;

import org.jspecify.annotations.NullMarked;
