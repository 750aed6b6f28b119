package io.mintmark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mintmark.vault.SecretText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/// What is found out about brokers that are away, or behave badly.
@Timeout(60)
class ExternalBrokerTest {

  private static final String ACCEPTED_3 = "20020000";

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private ServerSocket listener;
  private ExternalBroker broker;

  @BeforeEach
  void start() throws IOException {
    log.start();
    logger().addAppender(log);
    listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  }

  @AfterEach
  void stop() throws IOException {
    logger().detachAppender(log);
    listener.close();
    if (broker != null) {
      broker.close();
    }
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(ExternalBroker.class);
  }

  private void start(BrokerUrl url) throws IOException {
    broker = new ExternalBroker(settings(url, Optional.empty()));
    broker.start();
  }

  private ExternalBrokerSettings settings(BrokerUrl url, Optional<Path> caFile) {
    return new ExternalBrokerSettings(
        url,
        "mint",
        SecretText.of("hunter22hunter"),
        caFile,
        512 * 1024,
        folder.resolve("sessions"));
  }

  private BrokerUrl listening() {
    return new BrokerUrl(false, "127.0.0.1", listener.getLocalPort());
  }

  /// Says these bytes to everyone who comes, once he has said something.
  private void answerWith(String hex) {
    ServerSocket served = listener;
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  try (var peer = served.accept()) {
                    peer.getInputStream().read();
                    peer.getOutputStream().write(HexFormat.of().parseHex(hex));
                  }
                }
              } catch (IOException e) {
                // the test is over
              }
            });
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aBrokerThatIsAwayIsToldInOneLineAndFoundWhenItComes() throws Exception {
    var url = listening();
    listener.close();

    start(url);

    assertThat(broker.trouble()).isEqualTo("the connection is refused");
    assertThat(broker.address())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), url.port()));
    listener = new ServerSocket(url.port(), 50, InetAddress.ofLiteral("127.0.0.1"));
    answerWith(ACCEPTED_3);
    while (!broker.trouble().isEmpty()) {
      broker.connectionFailed();
      Thread.sleep(10);
    }
    assertThat(lines())
        .filteredOn(line -> line.contains("cannot be used"))
        .singleElement()
        .asString()
        .contains(url.toString(), "the connection is refused");
    assertThat(lines().toString()).doesNotContain("hunter22");
  }

  @ParameterizedTest
  @CsvSource({
    "20020005, it does not accept the account of broker.username and broker.password",
    "20020004, it does not accept the account of broker.username and broker.password",
    "2003008700, it does not accept the account of broker.username and broker.password",
    "20020003, it says that it is unavailable",
    "20020002, it refuses with code 2",
    "'', it closes the connection at once",
    "20ffffffff7f, it speaks no MQTT"
  })
  void whatABrokerSaysIsSaidToTheOperator(String answer, String trouble) throws Exception {
    answerWith(answer);

    start(listening());

    assertThat(broker.trouble()).isEqualTo(trouble);
  }

  @Test
  void aBrokerThatResetsWhoSpeaksMqtt5IsAskedWithTheOlderOne() throws Exception {
    ServerSocket served = listener;
    Thread.ofVirtual().start(() -> resetThenAccept(served));

    start(listening());

    assertThat(broker.trouble()).isEmpty();
    assertThat(broker.features().highestLevel()).isEqualTo(4);
  }

  private static void resetThenAccept(ServerSocket served) {
    try {
      try (var first = served.accept()) {
        first.getInputStream().read();
        first.setSoLinger(true, 0);
      }
      try (var second = served.accept()) {
        second.getInputStream().read();
        second.getOutputStream().write(HexFormat.of().parseHex(ACCEPTED_3));
      }
    } catch (IOException e) {
      // the test fails by what it sees
    }
  }

  @Test
  void aBrokerThatAcceptsAndNeverAnswersDoesNotHoldUpTheStartForLong() throws Exception {
    start(listening());

    assertThat(broker.trouble()).isEqualTo("it does not answer");
  }

  @Test
  void aNameThatDoesNotExistIsNamed() throws Exception {
    start(new BrokerUrl(false, "broker.invalid", 1883));

    assertThatThrownBy(broker::address)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("its name cannot be resolved");
  }

  @Test
  void theLimitsOfItsConnackAreKeptWhenTheyAreNarrower() throws Exception {
    answerWith("200d00000a21000727000100002a00");

    start(listening());

    assertThat(broker.limits().receiveMaximum()).isEqualTo(7);
    assertThat(broker.limits().maxPacketBytes()).isEqualTo(65_536);
    assertThat(broker.features().sharedSubscriptions()).isFalse();
    assertThat(broker.features().dollarTopics()).isFalse(); // it hung up on such a message
  }

  @Test
  void certificatesToTrustThatCannotBeReadStopTheStart() throws IOException {
    var url = new BrokerUrl(true, "localhost", 8883);
    Path empty = Files.createFile(folder.resolve("empty.pem"));

    for (var file : List.of(folder.resolve("missing.pem"), empty)) {
      assertThatThrownBy(() -> new ExternalBroker(settings(url, Optional.of(file))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("broker.ca-file " + file);
    }
  }
}
