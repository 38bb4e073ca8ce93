package brume.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import brume.api.AwsEndpoint;
import brume.api.SignedPost;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The provider's APIs asked by a student of one school about the things of a student of another: every action of every
/// service, by the table `foreign-names.txt`. The answer must be that for a name that never was, to the letter, and
/// nothing of the other's may change.
class StrangerAwsIT {

    private static final Pattern REQUEST_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]+)</Code>|\"__type\":\"([^\"]+)\"");
    private static final String SSH_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUk2vrKhYs5vXW8nZrtT0sBVHn0cFqOcGCWZ1pYkpvU thief";

    private static TwoSchools schools;
    private static Map<String, String> alices;
    private static Map<String, String> ghosts;
    private static Map<String, String> bobs;

    /// A line of the table.
    private record Row(String service, String action, String parameters, String answer) {

        static Row of(String line) {
            String[] halves = line.split(" \\| ");
            String[] words = halves[0].split(" ", 3);
            return new Row(words[0], words[1], words[2].equals("-") ? "" : words[2], halves[1].strip());
        }

        /// Of an error, or the status where there is none.
        String code() {
            return List.of("own", "plain", "nothing").contains(answer) ? "200" : answer;
        }

        @Override
        public String toString() {
            return action + " " + parameters;
        }
    }

    private static List<Row> table() throws IOException {
        try (InputStream file = StrangerAwsIT.class.getResourceAsStream("foreign-names.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        schools = TwoSchools.in(folder);
        Machine machine = Machine.of(schools, schools.alice());
        alices = new LinkedHashMap<>(machine.names());
        alices.put("account", schools.alice().owner().account());
        alices.put("accessKey", schools.alice().key().accessKeyId());
        alices.put("hex", "0123456789abcdef0");
        ghosts = alices.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ghost(entry.getKey(), entry.getValue())));
        bobs = new HashMap<>();
        Machine.of(schools, schools.bob()).names().forEach((name, value) -> bobs.put("own." + name, value));
        bobs.put("sshKey", SSH_KEY);
        bobs.put("publicKey", Base64.getEncoder().encodeToString(SSH_KEY.getBytes(StandardCharsets.UTF_8)));
        bobs.put("image", image());
    }

    @AfterAll
    static void stop() {
        if (schools != null) {
            schools.close();
        }
    }

    private static String image() {
        try (var ec2 = Machine.client(schools, schools.bob())) {
            return ec2.describeInstances()
                    .reservations()
                    .getFirst()
                    .instances()
                    .getFirst()
                    .imageId();
        }
    }

    /// A name of the same shape that nobody ever had.
    private static String ghost(String word, String name) {
        return switch (word) {
            case "keyName", "groupName" -> "ghost-" + name;
            case "publicIp" -> "13.36.255.254";
            case "privateIp" -> "172.31.255.254";
            default -> {
                int dash = name.indexOf('-') + 1;
                yield name.substring(0, dash) + new StringBuilder(name.substring(dash)).reverse();
            }
        };
    }

    private static String filled(String template, Map<String, String> names) {
        String filled = template;
        Map<String, String> all = new HashMap<>(bobs);
        all.putAll(names);
        for (String word : all.keySet().stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList()) {
            filled = filled.replace("$" + word, all.get(word));
        }
        return filled;
    }

    private static HttpResponse<String> ask(AccessKey key, Row row, Map<String, String> names) {
        SignedPost post =
                new SignedPost(URI.create(schools.brume().plates().endpoint()), key, row.service(), "eu-west-3");
        String parameters = filled(row.parameters(), names);
        return switch (row.service()) {
            case "ssm" -> json(post, "AmazonSSM." + row.action(), parameters);
            case "ec2-instance-connect" -> json(post, "AWSEC2InstanceConnectService." + row.action(), parameters);
            default ->
                post.form("Action=" + row.action() + "&Version="
                        + (row.service().equals("sts") ? "2011-06-15" : "2016-11-15")
                        + (parameters.isEmpty() ? "" : "&")
                        + parameters.replace("+", "%2B").replace(" ", "%20"));
        };
    }

    private static HttpResponse<String> json(SignedPost post, String target, String body) {
        return post.send(Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target), body);
    }

    private static HttpResponse<String> askAsBob(Row row, Map<String, String> names) {
        return ask(schools.bob().key(), row, names);
    }

    /// The answer without what differs from one request to the next, and with the words for the names in it.
    private static String told(HttpResponse<String> answer, Map<String, String> names) {
        String told = REQUEST_ID.matcher(answer.body()).replaceAll("(request)");
        for (Map.Entry<String, String> name : names.entrySet()) {
            told = told.replace(name.getValue(), "$" + name.getKey());
        }
        return answer.statusCode() + " " + told;
    }

    private static String code(HttpResponse<String> answer) {
        Matcher code = CODE.matcher(answer.body());
        if (answer.statusCode() == 200 || !code.find()) {
            return Integer.toString(answer.statusCode());
        }
        return Optional.ofNullable(code.group(1)).orElseGet(() -> code.group(2));
    }

    @Test
    void theTableKnowsEveryActionOfEveryService() throws IOException {
        assertThat(table().stream()
                        .map(row -> row.service() + " " + row.action())
                        .collect(Collectors.toSet()))
                .as("a new action needs a line in foreign-names.txt")
                .isEqualTo(AwsEndpoint.services().stream()
                        .flatMap(service -> service.actions().stream().map(action -> service.name() + " " + action))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatIsAnothersIsAnsweredAsWhatNeverWas() throws IOException {
        long before = schools.position(schools.alice());
        List<Row> rows = new ArrayList<>(table());
        rows.sort(Comparator.comparing(row -> row.answer().equals("own")));
        assertSoftly(softly -> rows.forEach(row -> {
            HttpResponse<String> answer = askAsBob(row, alices);
            softly.assertThat(code(answer)).as(row + ": " + answer.body()).isEqualTo(row.code());
            if (!row.answer().equals("own")) {
                softly.assertThat(told(answer, alices))
                        .as(row.toString())
                        .isEqualTo(told(askAsBob(row, ghosts), ghosts));
            }
            softly.assertThat(schools.position(schools.alice()))
                    .as("Alice's journal after " + row)
                    .isEqualTo(before);
        }));
    }

    @Test
    void theSameQuestionsAskedByAliceFindWhatIsHers() throws IOException {
        List<String> blind = table().stream()
                .filter(row ->
                        row.action().startsWith("Describe") && row.answer().endsWith("NotFound"))
                .filter(row ->
                        row.parameters().contains("$") && !row.parameters().contains("$own."))
                .filter(row -> !row.parameters().contains("$hex"))
                .filter(row -> ask(schools.alice().key(), row, alices).statusCode() != 200)
                .map(Row::toString)
                .toList();
        assertThat(blind)
                .as("a volume that was never modified")
                .containsExactly("DescribeVolumesModifications VolumeId.1=$volume");
    }

    @Test
    void aListHasNothingOfAnybodyElse() throws IOException {
        List<String> lists = AwsEndpoint.services().getFirst().actions().stream()
                .filter(action -> action.startsWith("Describe"))
                .toList();
        assertSoftly(softly -> lists.forEach(action -> {
            String answer = askAsBob(new Row("ec2", action, "", ""), Map.of()).body();
            telltales().forEach(name -> softly.assertThat(answer).as(action).doesNotContain(name));
        }));
    }

    /// What stands in no answer but Alice's.
    private static Stream<String> telltales() {
        return alices.entrySet().stream()
                .filter(name ->
                        !name.getKey().startsWith("private") && !name.getKey().equals("hex"))
                .map(Map.Entry::getValue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong secret", "the other's secret", "unknown key", "revoked", "of a deleted sandbox"})
    void aKeyThatIsNoneOpensNothing(String what) throws IOException {
        AccessKey alice = schools.alice().key();
        AccessKey key = switch (what) {
            case "wrong secret" ->
                with(alice, alice.accessKeyId(), alice.secret().toUpperCase(Locale.ROOT));
            case "the other's secret" ->
                with(alice, alice.accessKeyId(), schools.bob().key().secret());
            case "unknown key" -> with(alice, "AKIANOBODYNOBODY2222", alice.secret());
            case "revoked" -> revoked();
            default -> ofDeleted();
        };
        long before = schools.position(schools.alice());
        for (Row row : List.of(
                new Row("ec2", "DescribeInstances", "", "AuthFailure"),
                new Row("ec2", "TerminateInstances", "InstanceId.1=$instance", "AuthFailure"),
                new Row("sts", "GetCallerIdentity", "", "InvalidClientTokenId|SignatureDoesNotMatch"),
                new Row("ssm", "GetParameter", "{}", "UnrecognizedClientException|InvalidSignatureException"),
                new Row(
                        "ec2-instance-connect",
                        "SendSSHPublicKey",
                        "{}",
                        "UnrecognizedClientException|InvalidSignatureException"))) {
            HttpResponse<String> answer = ask(key, row, alices);
            assertThat(code(answer)).as(row + ": " + answer.body()).matches(row.answer());
            telltales().forEach(name -> assertThat(answer.body()).doesNotContain(name));
        }
        assertThat(schools.position(schools.alice())).isEqualTo(before);
    }

    private static AccessKey with(AccessKey key, String id, String secret) {
        return new AccessKey(id, secret, key.sandbox(), key.principal(), true);
    }

    /// A second key of Alice's sandbox, withdrawn.
    private static AccessKey revoked() {
        AccessKey key = schools.brume().desk().newKey(schools.alice().owner(), "alice");
        assertThat(ask(key, new Row("sts", "GetCallerIdentity", "", ""), alices).statusCode())
                .isEqualTo(200);
        schools.brume().school().accessKeys().deactivate(TwoSchools.LYON, key.accessKeyId());
        return key;
    }

    private static AccessKey ofDeleted() {
        Operator operator = schools.brume().operator();
        Operator.Ticket ticket = operator.open();
        SandboxId sandbox = SandboxId.parse(ticket.sandbox());
        AccessKey key = new AccessKey(ticket.accessKeyId(), ticket.secretAccessKey(), sandbox, "operator", true);
        assertThat(ask(key, new Row("sts", "GetCallerIdentity", "", ""), alices).statusCode())
                .isEqualTo(200);
        assertThat(operator.delete(sandbox)).isTrue();
        return key;
    }
}
