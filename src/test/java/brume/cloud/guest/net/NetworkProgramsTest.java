package brume.cloud.guest.net;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkProgramsTest {

    private static Guest guest;

    @BeforeAll
    static void boot() {
        guest = ConnectedWorld.boot(OperatingSystem.UBUNTU_24_04);
        ConnectedWorld.root(guest, "apt-get update; apt-get install -y nginx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl -s http://checkip.amazonaws.com | 0 | 15.188.4.7",
                "curl -sS nope.invalid | 6 | curl: (6) Could not resolve host: nope.invalid",
                "curl -sS localhost:81 | 7 | curl: (7) Failed to connect to localhost port 81 after",
                "curl -sSf localhost/none | 22 | curl: (22) The requested URL returned error: 404",
                "curl -sS --connect-timeout 1 http://192.0.2.1/ | 28 | curl: (28)",
                "curl -sS https://example.com | 35 | TLS is not simulated",
                "curl -sS ftp://example.com | 1 | Protocol \"ftp\" not supported",
                "curl --bogus x | 2 | curl: option --bogus: is unknown",
                "curl -s -o /dev/null -w %{http_code} localhost | 0 | 200",
                "curl -sI localhost | 0 | HTTP/1.1 200 OK",
                "curl -s -d a=1 localhost | 0 | 405 Not Allowed",
                "wget -qO- http://localhost/ | 0 | Welcome to nginx!",
                "wget http://localhost/none | 8 | ERROR 404: Not Found.",
                "wget http://nope.invalid/ | 4 | unable to resolve host address",
                "nc -zv localhost 80 | 0 | 80 port [tcp/*] succeeded!",
                "nc -zv localhost 81 | 1 | failed: Connection refused",
                "ping -c 1 127.0.0.1 | 0 | 1 packets transmitted, 1 received, 0% packet loss",
                "ping -c 1 nope.invalid | 2 | Name or service not known",
                "ip -br addr | 0 | 172.31.5.12/20",
                "ip route | 0 | default via 172.31.0.1 dev ens5",
                "ss -ltn | 0 | 0.0.0.0:80",
                "dig +short example.com | 0 | 93.184.215.14",
                "host nope.invalid | 1 | not found: 3(NXDOMAIN)",
                "getent hosts localhost | 0 | 127.0.0.1",
                "hostname -f | 0 | ip-172-31-5-12.eu-west-3.compute.internal",
                "hostname -I | 0 | 172.31.5.12",
                "ec2-metadata --availability-zone | 0 | availability-zone: eu-west-3a"
            })
    void saysWhatTheRealProgramSays(String command, int status, String words) {
        ConnectedWorld.Result result = ConnectedWorld.root(guest, command);

        assertThat(result.out() + result.err()).contains(words);
        assertThat(result.status()).isEqualTo(status);
    }

    @Test
    void aListenerOnTheLoopbackIsNotReachableFromOutside() {
        ConnectedWorld.root(
                guest,
                "echo 'server { listen 127.0.0.1:9000; return 200 ok; }' > /etc/nginx/conf.d/l.conf; systemctl reload nginx");

        assertThat(guest.listener(9000)).isEmpty();
        assertThat(ConnectedWorld.root(guest, "curl -s localhost:9000").out()).isEqualTo("ok");
    }
}
