package io.mintmark.dialect.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mintmark.dialect.ServiceMessage;
import io.mintmark.dialect.ServiceReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimeTest {

  private static final String TOPIC = "$sys/operation/QTV4XN8ZKD/dev-0001";
  private static final Instant RECEIVED = Instant.ofEpochMilli(1_795_176_848_999L);
  private static final Instant SENT = Instant.ofEpochMilli(1_795_176_849_001L);

  private final TencentDialect dialect = new TencentDialect(() -> new UUID(0, 0));

  private List<String> answers(String payload) {
    var message =
        new ServiceMessage(
            TencentSamples.DEVICE, TOPIC, payload.getBytes(StandardCharsets.UTF_8), RECEIVED);
    return ((ServiceReading.Answer) dialect.read(message, SENT))
        .pushes().stream()
            .map(push -> push.topic() + " " + new String(push.payload(), StandardCharsets.UTF_8))
            .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"get\",\"resource\":[\"time\"]}", // as the samples were seen to send it
        "{\"type\": \"get\", \"resource\": [\"time\"]}",
        "{\"resource\":[\"other\",\"time\"],\"type\":\"get\",\"clientToken\":\"x\"}",
      })
  void theTimeIsToldInSecondsAndInMilliseconds(String question) {
    assertThat(answers(question))
        .containsExactly(
            "$sys/operation/result/QTV4XN8ZKD/dev-0001 "
                + "{\"type\":\"get\",\"time\":1795176849,"
                + "\"ntptime1\":1795176848999,\"ntptime2\":1795176849001}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[\"time\"]",
        "{\"type\":\"get\"}",
        "{\"type\":\"get\",\"resource\":[]}",
        "{\"type\":\"get\",\"resource\":\"time\"}",
        "{\"type\":\"get\",\"resource\":[\"weather\",1,null,[\"time\"]]}",
        "{\"type\":\"set\",\"resource\":[\"time\"]}",
        "{\"type\":[\"get\"],\"resource\":[\"time\"]}",
      })
  void nothingElseIsAnswered(String question) {
    assertThat(answers(question)).isEmpty();
  }

  @Test
  void onlyTheTopicOfTheTimeServiceIsServed() {
    assertThat(dialect.servesTopic(TencentSamples.DEVICE, TOPIC)).isTrue();
    assertThat(dialect.servesTopic(TencentSamples.DEVICE, "$thing/up/property/QTV4XN8ZKD/dev-0001"))
        .isFalse();
  }
}
