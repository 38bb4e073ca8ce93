package brume.api;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What hostile, broken and mistaken clients get: the provider's own error, no stack trace, and nothing changed.
class AwsEndpointIT {

    private static final String EC2 = "&Version=2016-11-15";
    private static RunningEndpoint endpoint;

    @BeforeAll
    static void start() {
        endpoint = RunningEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    private static HttpResponse<String> ec2(String body) {
        return new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "ec2", "eu-west-3").form(body);
    }

    private static long position() {
        return endpoint.cloud(RunningEndpoint.ALICE).sandbox().position();
    }

    private static HttpResponse<String> unsigned(String target, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.address() + target))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action=DescribeVpcs | 400 | MissingParameter | The request must contain the parameter Version",
                "Version=2016-11-15 | 400 | MissingParameter | The request must contain the parameter Action",
                "Action=DescribeVpcs&Version=2001-01-01 | 400 | NoSuchVersion |"
                        + " The requested version (2001-01-01) of service AmazonEC2 does not exist",
                "Action=MakeCoffee&Version=2016-11-15 | 400 | InvalidAction |"
                        + " The action MakeCoffee is not valid for this web service.",
                "Action=CreateKeyPair&Version=2016-11-15&KeyName=a&Colour=red | 400 | UnknownParameter |"
                        + " The parameter Colour is not recognized",
                "Action=CreateKeyPair&Version=2016-11-15 | 400 | MissingParameter |"
                        + " The request must contain the parameter KeyName",
                "Action=CreateKeyPair&Version=2016-11-15&KeyName=%zz | 400 | MalformedQueryString |"
                        + " The query string contains a syntax error.",
                "Action=CreateKeyPair&Version=2016-11-15&KeyName=%00 | 400 | InvalidCharacter |"
                        + " A specified character is invalid.",
                "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1 | 400 | InvalidInstanceID.Malformed |"
                        + " Invalid id: \"i-1\"",
                "Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-0123456789abcdef0 | 400 |"
                        + " InvalidInstanceID.NotFound | The instance ID 'i-0123456789abcdef0' does not exist",
                "Action=DescribeVpcs&Version=2016-11-15&MaxResults=4 | 400 | InvalidParameterValue |"
                        + " Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.",
                "Action=DescribeVpcs&Version=2016-11-15&NextToken=guess | 400 | InvalidNextToken |"
                        + " The token 'guess' is invalid",
                "Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=colour&Filter.1.Value.1=red | 400 |"
                        + " InvalidParameterValue | The filter 'colour' is invalid"
            })
    void refusesWhatAFormShouldNotSay(String form, int status, String code, String message) {
        long before = position();

        HttpResponse<String> answer = ec2(form);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("<Response><Errors><Error><Code>" + code + "</Code><Message>" + message + "</Message>");
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void refusesHugeListsParametersAndBodies() {
        long before = position();
        String tenThousand = IntStream.rangeClosed(1, 9_990)
                .mapToObj(i -> "&InstanceId." + i + "=i-0123456789abcdef0")
                .collect(Collectors.joining());

        assertThat(ec2("Action=DescribeInstances" + EC2 + tenThousand).body())
                .contains("<Code>InvalidParameterValue</Code>");
        assertThat(ec2("Action=DescribeInstances" + EC2 + "&InstanceId.999999999=i-0123456789abcdef0")
                        .body())
                .contains("<Code>MissingParameter</Code>");
        assertThat(ec2("Action=CreateKeyPair" + EC2 + "&KeyName=" + "a".repeat(900_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ec2("Action=CreateKeyPair" + EC2 + "&KeyName" + ".1".repeat(100_000) + "=a")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ec2("Action=CreateKeyPair" + EC2 + "&KeyName=" + "a".repeat(2_000_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void refusesAWrongSecretAnUnknownKeyAndNoKey() throws IOException, InterruptedException {
        AccessKey wrong = new AccessKey(
                RunningEndpoint.ALICE.accessKeyId(), "wrong", RunningEndpoint.ALICE.sandbox(), "alice", true);
        AccessKey unknown = new AccessKey("AKIANOBODYNOBODY2222", "x", RunningEndpoint.ALICE.sandbox(), "alice", true);
        String body = "Action=CreateKeyPair&KeyName=stolen" + EC2;
        long before = position();

        for (AccessKey key : new AccessKey[] {wrong, unknown}) {
            HttpResponse<String> answer = new SignedPost(endpoint.address(), key, "ec2", "eu-west-3").form(body);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body())
                    .contains("<Code>AuthFailure</Code><Message>AWS was not able to validate the provided access"
                            + " credentials</Message>");
        }
        assertThat(unsigned("/", body).statusCode()).isEqualTo(401);
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void speaksEachServicesOwnShapeWhenItRefusesAKey() throws IOException, InterruptedException {
        AccessKey unknown = new AccessKey("AKIANOBODYNOBODY2222", "x", RunningEndpoint.ALICE.sandbox(), "alice", true);

        HttpResponse<String> sts = new SignedPost(endpoint.address(), unknown, "sts", "eu-west-3")
                .form("Action=GetCallerIdentity&Version=2011-06-15");
        assertThat(sts.statusCode()).isEqualTo(403);
        assertThat(sts.body())
                .contains("<Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in"
                        + " the request is invalid.</Message>");

        HttpResponse<String> ssm = new SignedPost(endpoint.address(), unknown, "ssm", "eu-west-3")
                .send(
                        Map.of(
                                "Content-Type", "application/x-amz-json-1.1",
                                "X-Amz-Target", "AmazonSSM.GetParameter"),
                        "{\"Name\":\"/x\"}");
        assertThat(ssm.statusCode()).isEqualTo(400);
        assertThat(ssm.headers().firstValue("x-amzn-ErrorType")).contains("UnrecognizedClientException");
        assertThat(ssm.body())
                .isEqualTo(
                        "{\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included in the"
                                + " request is invalid.\"}");

        assertThat(unsigned("/", "Action=GetCallerIdentity&Version=2011-06-15").body())
                .contains("<Code>MissingAuthenticationToken</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "{\"Name\":7}", "{}", "{\"Name\":\"/x\",\"Colour\":1}", "\u0000"})
    void refusesBrokenJson(String body) {
        HttpResponse<String> answer = new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "ssm", "eu-west-3")
                .send(
                        Map.of(
                                "Content-Type", "application/x-amz-json-1.1",
                                "X-Amz-Target", "AmazonSSM.GetParameter"),
                        body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"__type\":\"").doesNotContain("Exception:", "\\n\\tat", "jackson");
    }

    @Test
    void saysThatAServiceOrARegionDoesNotExist() {
        HttpResponse<String> service = new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "coffee", "eu-west-3")
                .form("Action=Brew&Version=2016-11-15");
        assertThat(service.body())
                .contains("This cloud has no service 'coffee'. It has: ec2, ec2-instance-connect, ssm, sts.");

        HttpResponse<String> region = new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "ec2", "mars-north-1")
                .form("Action=DescribeVpcs" + EC2);
        assertThat(region.statusCode()).isEqualTo(403);
        assertThat(region.body())
                .contains(
                        "<Code>SignatureDoesNotMatch</Code><Message>Credential should be scoped to a valid region, not"
                                + " 'mars-north-1'.</Message>");
    }

    @Test
    void tellsWhoIsAskingWithoutTouchingTheSandbox() {
        long before = position();

        HttpResponse<String> answer = new SignedPost(endpoint.address(), RunningEndpoint.ALICE, "sts", "ap-south-1")
                .form("Action=GetCallerIdentity&Version=2011-06-15");

        assertThat(answer.body())
                .contains(
                        "<Arn>arn:aws:iam::123456789012:user/alice</Arn>",
                        "<UserId>AIDA",
                        "<Account>123456789012</Account>");
        assertThat(position()).isEqualTo(before);
    }

    @Test
    void findsTheDefaultNetworkInARegionThatNobodyUsedBefore() {
        SignedPost virginia = new SignedPost(endpoint.address(), RunningEndpoint.BOB, "ec2", "us-east-1");

        assertThat(virginia.form("Action=DescribeSubnets" + EC2).body())
                .contains("<availabilityZone>us-east-1a</availabilityZone>", "<defaultForAz>true</defaultForAz>");
        assertThat(virginia.form("Action=DescribeAccountAttributes&AttributeName.1=default-vpc" + EC2)
                        .body())
                .contains("<attributeValue>vpc-0");
    }

    @Test
    void answersAboutAnotherTenantsThingsAsIfTheyWereNotThere() {
        SignedPost bob = new SignedPost(endpoint.address(), RunningEndpoint.BOB, "ec2", "eu-west-3");
        String vpc = endpoint.cloud(RunningEndpoint.ALICE)
                .aws("eu-west-3")
                .vpcs()
                .describe(java.util.List.of())
                .getFirst()
                .id();
        long before = position();

        for (String body : new String[] {
            "Action=DescribeVpcs&VpcId.1=" + vpc,
            "Action=DescribeVpcAttribute&Attribute=enableDnsSupport&VpcId=" + vpc,
            "Action=CreateSecurityGroup&GroupName=g&GroupDescription=d&VpcId=" + vpc,
            "Action=CreateTags&ResourceId.1=" + vpc + "&Tag.1.Key=k&Tag.1.Value=v"
        }) {
            HttpResponse<String> answer = bob.form(body + EC2);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("<Code>InvalidVpcID.NotFound</Code><Message>The vpc ID '" + vpc + "' does not exist");
        }
        assertThat(position()).isEqualTo(before);
    }
}
