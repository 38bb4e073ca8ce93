package brume.cloud.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AwsOfferTest {

    @Test
    void knowsEveryRegionOfTheStandardPartition() {
        assertThat(AwsOffer.regions()).hasSize(34);
        assertThat(AwsOffer.region("eu-west-3").orElseThrow().zones())
                .extracting(Zone::id)
                .containsExactly("euw3-az1", "euw3-az2", "euw3-az3");
        assertThat(AwsOffer.regions().stream().filter(region -> !region.optIn()))
                .hasSize(17);
    }

    @Test
    void knowsTypesWithTheirFiguresAndPrices() {
        assertThat(AwsOffer.instanceTypes()).hasSize(93);
        InstanceType micro = AwsOffer.instanceType("t3.micro").orElseThrow();
        assertThat(micro.vcpus()).isEqualTo(2);
        assertThat(micro.cores()).isEqualTo(1);
        assertThat(micro.memoryMib()).isEqualTo(1024);
        assertThat(micro.usdPerHour("eu-west-3")).contains(new BigDecimal("0.0118"));
        assertThat(micro.usdPerHour("sa-east-1")).isEmpty();
        assertThat(micro.defaultCredits()).contains("unlimited");
    }

    @Test
    void offersATypeOnlyWhereItIs() {
        InstanceType gpu = AwsOffer.instanceType("g5.xlarge").orElseThrow();
        assertThat(AwsOffer.region("eu-west-3").orElseThrow().zones()).noneMatch(gpu::offeredIn);
        assertThat(AwsOffer.region("eu-west-1").orElseThrow().zones()).allMatch(gpu::offeredIn);
    }
}
