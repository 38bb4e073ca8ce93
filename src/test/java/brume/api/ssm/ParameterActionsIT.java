package brume.api.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.RunningEndpoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A version of a public parameter, asked for by the real `aws` client.
class ParameterActionsIT {

    private static final String NAME = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    private static RunningEndpoint endpoint;

    @BeforeAll
    static void start() {
        endpoint = RunningEndpoint.start();
    }

    @AfterAll
    static void stop() {
        endpoint.close();
    }

    @Test
    void aVersionThatIsAskedForIsShownAsTheSelector() {
        assertThat(endpoint.aws(("ssm get-parameter --output text --query Parameter.[Name,Version,Selector] --name "
                                        + NAME + ":1")
                                .split(" "))
                        .out())
                .isEqualTo(NAME + "\t1\t:1");
    }

    /// The words: getmoto/moto#3977.
    @Test
    void aVersionThatThereIsNotIsRefused() {
        assertThat(endpoint.aws(("ssm get-parameter --name " + NAME + ":99").split(" "))
                        .err())
                .isEqualTo("An error occurred (ParameterVersionNotFound) when calling the GetParameter operation:"
                        + " Systems Manager could not find version 99 of " + NAME
                        + ". Verify the version and try again.");
    }
}
