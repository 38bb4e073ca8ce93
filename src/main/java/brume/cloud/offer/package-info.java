/// What the providers sell: regions, zones, machine types with their figures and prices, read from tables under
/// `brume/offer` that name their sources and dates. Read [AwsOffer] first.
@NullMarked
package brume.cloud.offer;

import org.jspecify.annotations.NullMarked;
