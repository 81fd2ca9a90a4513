package dev.omnibridge.omni.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmniEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://omni.example.com, omni.example.com, 443, true, https://omni.example.com",
        "https://omni.example.com:8443, omni.example.com, 8443, true, https://omni.example.com:8443",
        "HTTPS://omni.example.com/, omni.example.com, 443, true, https://omni.example.com",
        "' https://omni.example.com/path?x=1 ', omni.example.com, 443, true, https://omni.example.com",
        "http://localhost, localhost, 80, false, http://localhost",
        "grpc://localhost:8080, localhost, 8080, false, http://localhost:8080",
        "https://[::1]:8443, ::1, 8443, true, https://[::1]:8443",
    })
    void urlsOfOmniAreRead(String text, String host, int port, boolean tls, String url) {
        OmniEndpoint endpoint = OmniEndpoint.parse(text);

        assertThat(endpoint).isEqualTo(new OmniEndpoint(host, port, tls)).hasToString(url);
        assertThat(endpoint.authority()).endsWith(":" + port);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'endpoint is empty'",
        "omni.example.com:443, 'endpoint \"omni.example.com:443\" has no scheme; write it as https://'",
        "ftp://omni.example.com, 'has the scheme ftp; allowed are https, and http or grpc'",
        "https://, 'endpoint is no URL'",
        "https:///path, 'has no valid host name or port'",
        "https://omni_example.com, 'has no valid host name or port'",
        "https://omni.example.com:99999, 'port 99999 is not between 1 and 65535'",
        "https://omni example.com, 'endpoint is no URL'",
    })
    void whatIsNoUrlOfAnOmniSaysWhatIsAllowed(String text, String message) {
        assertThatExceptionOfType(InvalidEndpointException.class)
                .isThrownBy(() -> OmniEndpoint.parse(text))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"https://user:hunter2@omni.example.com"})
    void aPasswordInTheUrlIsRefusedAndNotRepeated(String text) {
        assertThatExceptionOfType(InvalidEndpointException.class)
                .isThrownBy(() -> OmniEndpoint.parse(text))
                .withMessageContaining("remove what stands before the @")
                .matches(e -> !String.valueOf(e.getMessage()).contains("hunter2"));
    }
}
