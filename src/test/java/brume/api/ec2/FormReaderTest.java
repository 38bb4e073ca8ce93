package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.api.aws.Fault;
import brume.cloud.sandbox.CloudException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

class FormReaderTest {

    private static RunInstancesRequest read(Map<String, String> form) {
        RunInstancesRequest.Builder builder = RunInstancesRequest.builder();
        FormReader.read(form, builder);
        return builder.build();
    }

    private static Fault fault(Map<String, String> form) {
        return Ec2Errors.of(
                catchThrowableOfType(CloudException.class, () -> read(form)).problem());
    }

    @Test
    void readsTextNumbersTruthListsAndNestedStructures() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ImageId", "ami-1");
        form.put("MinCount", "1");
        form.put("MaxCount", "3");
        form.put("EbsOptimized", "true");
        form.put("SecurityGroupId.2", "sg-2");
        form.put("SecurityGroupId.1", "sg-1");
        form.put("TagSpecification.1.ResourceType", "instance");
        form.put("TagSpecification.1.Tag.1.Key", "Name");
        form.put("TagSpecification.1.Tag.1.Value", "");
        form.put("BlockDeviceMapping.1.Ebs.VolumeSize", "20");

        RunInstancesRequest request = read(form);

        assertThat(request.imageId()).isEqualTo("ami-1");
        assertThat(request.maxCount()).isEqualTo(3);
        assertThat(request.ebsOptimized()).isTrue();
        assertThat(request.securityGroupIds()).containsExactly("sg-1", "sg-2");
        assertThat(request.tagSpecifications().getFirst().resourceType()).isEqualTo(ResourceType.INSTANCE);
        assertThat(request.tagSpecifications().getFirst().tags().getFirst().value())
                .isEmpty();
        assertThat(request.blockDeviceMappings().getFirst().ebs().volumeSize()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "Colour, red, UnknownParameter, The parameter Colour is not recognized",
        "ImageId.1, a, UnknownParameter, The parameter ImageId.1 is not recognized",
        "TagSpecification.1.Tag.1.Colour, a, UnknownParameter,"
                + " The parameter TagSpecification.1.Tag.1.Colour is not recognized",
        "SecurityGroupId.x, a, UnknownParameter, The parameter SecurityGroupId.x is not recognized",
        "SecurityGroupId.0, a, UnknownParameter, The parameter SecurityGroupId.0 is not recognized",
        "SecurityGroupId.2, a, MissingParameter, The request must contain the parameter SecurityGroupId.1",
        "SecurityGroupId.1., a, UnknownParameter, The parameter SecurityGroupId.1. is not recognized",
        "MinCount, one, InvalidParameterValue, Value (one) for parameter MinCount is invalid. Must be an integer.",
        "MinCount, 99999999999, InvalidParameterValue,"
                + " Value (99999999999) for parameter MinCount is invalid. Must be an integer.",
        "EbsOptimized, maybe, InvalidParameterValue,"
                + " Value (maybe) for parameter EbsOptimized is invalid. Must be true or false."
    })
    void refusesWhatTheRequestDoesNotHave(String name, String value, String code, String message) {
        assertThat(fault(Map.of(name, value))).isEqualTo(new Fault(400, code, message));
    }

    @Test
    void refusesAListOfTenThousandAndAPathWithoutEnd() {
        Map<String, String> form = new HashMap<>();
        for (int i = 1; i <= 10_000; i++) {
            form.put("SecurityGroupId." + i, "sg");
        }
        assertThat(fault(form).code()).isEqualTo("InvalidParameterValue");
        assertThat(fault(Map.of("TagSpecification" + ".1".repeat(200), "x")).code())
                .isEqualTo("UnknownParameter");
    }

    @Test
    void takesTheBareNameOfAListAsAnEmptyOne() {
        DescribeInstancesRequest.Builder builder = DescribeInstancesRequest.builder();
        FormReader.read(Map.of("InstanceId", ""), builder);

        assertThat(builder.build().hasInstanceIds()).isTrue();
        assertThat(builder.build().instanceIds()).isEmpty();
    }
}
