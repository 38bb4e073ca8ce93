package brume.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/// `kill -9` on a whole Brume while real clients write through its endpoint: every call that was answered is there
/// after a restart.
class BrumeKillIT {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 4;

    @TempDir
    Path data;

    @Test
    void losesNoCallThatItAnswered() throws Exception {
        Set<String> answered = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < ROUNDS; round++) {
            int before = answered.size();
            writeAndKill("round-" + round, answered);
            assertThat(answered).as("answered in round " + round).hasSizeGreaterThan(before + 20);
            try (Child restarted = Child.start(data);
                    Ec2Client client = restarted.client()) {
                Set<String> there = client.describeSecurityGroupsPaginator().securityGroups().stream()
                        .map(SecurityGroup::groupName)
                        .collect(Collectors.toSet());
                assertThat(there).as("after round " + round).containsAll(answered);
            }
        }
    }

    private void writeAndKill(String round, Set<String> answered) throws Exception {
        try (Child child = Child.start(data);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = round + "-" + client + "-";
                threads.submit(() -> writeUntilNobodyAnswers(child, name, answered));
            }
            int enough = answered.size() + 30;
            for (int waited = 0; answered.size() < enough && waited < 600; waited++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            child.close();
        }
    }

    private static void writeUntilNobodyAnswers(Child child, String name, Set<String> answered) {
        try (Ec2Client client = child.client()) {
            for (int number = 0; ; number++) {
                String group = name + number;
                client.createSecurityGroup(request -> request.groupName(group).description("killed"));
                answered.add(group);
            }
        } catch (SdkServiceException refused) {
            answered.add("refused: " + refused.getMessage());
        } catch (SdkException killed) {
            // From here on nothing was acknowledged.
        }
    }
}
