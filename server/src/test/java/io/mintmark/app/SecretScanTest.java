package io.mintmark.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.mintmark.devicekit.Credential;
import io.mintmark.devicekit.ProductCredential;
import io.mintmark.devicekit.aliyun.AliyunTokenLogin;
import io.mintmark.devicekit.aliyun.AliyunUnlistedRegistration;
import io.mintmark.devicekit.aliyun.UnitCredential;
import io.mintmark.devicekit.aliyun.UnlistedOutcome;
import io.mintmark.devicekit.wire.MessageListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// No secret in a log, an event, an API answer, an error, or in clear on disk. The scan knows every
/// secret that the main job makes, and looks at everything it leaves behind.
class SecretScanTest {

  @TempDir Path data;
  private final List<String> secrets = new ArrayList<>();

  @Test
  void theMainJobLeavesNoSecretWhereItDoesNotBelong() throws Exception {
    var log = new CapturedLog();
    var answers = new ArrayList<String>();
    try (log;
        var whole = WholeServer.start(data)) {
      secrets.add(whole.server.firstPassword().orElseThrow().expose());
      for (var dialect : List.of("ALIYUN", "TENCENT")) {
        answers.addAll(live(whole, dialect));
      }
      assertThat(secrets)
          .hasSizeGreaterThan(10)
          .allSatisfy(s -> assertThat(s).hasSizeGreaterThan(8));
      scanFiles();
    }
    scanFiles();
    assertThat(log.lines).isNotEmpty();
    for (var secret : secrets) {
      assertThat(log.lines).noneMatch(line -> line.contains(secret));
      assertThat(answers).noneMatch(answer -> answer.contains(secret));
    }
  }

  /// A product's whole life, refusals included; collects its secrets, returns what the API told.
  private List<String> live(WholeServer whole, String dialect) {
    String project = whole.api.project();
    String product = whole.api.product(project, dialect);
    whole.api.registration(product, true);
    secrets.add(whole.api.productSecret(product));
    secrets.add(whole.api.applicationKey(project).get("token").asString());
    String burned = whole.api.orderGenerated(product, 3);
    whole.api.ready(burned);
    whole.api.file(burned).stream().skip(1).forEach(row -> secrets.add(row.get(2)));
    whole.api.ready(whole.api.orderNames(product, "DYNAMIC_REGISTRATION", "unit-0001"));
    var unit = whole.unit(product, "unit-0001");
    var firmware = whole.usual(dialect);
    var credential = WholeServer.registered(firmware, unit);
    secrets.add(credential.deviceSecret());
    WholeServer.loggedIn(firmware, credential, MessageListener.DEAF);
    var wrong = "AAECAwQFBgcICQoLDA0ODw==";
    WholeServer.await(
        firmware.login().login(new Credential(unit.identity(), wrong), MessageListener.DEAF));
    WholeServer.await(
        firmware.registration().register(new ProductCredential(unit.identity(), wrong)));
    whole.api.events(product, "unit-0001", 5);
    unlisted(whole, dialect, product);
    return told(whole, project, product, burned);
  }

  /// A unit that nobody listed, admitted, logged in and refused.
  private void unlisted(WholeServer whole, String dialect, String product) {
    whole.api.registration(product, "UNLISTED");
    var unit = whole.unit(product, "unit-0002");
    if (dialect.equals("TENCENT")) {
      secrets.add(WholeServer.registered(whole.usual(dialect), unit).deviceSecret());
      return;
    }
    var registration = AliyunUnlistedRegistration.likeC4(whole.mqtts, new SecureRandom());
    var outcome = (UnlistedOutcome.Admitted) WholeServer.await(registration.register(unit));
    secrets.add(outcome.credential().deviceToken());
    var wrong = "TK7c3d86fe24dda86058c94d97593b1fb25854c36d";
    secrets.add(wrong);
    var login = new AliyunTokenLogin(whole.mqtts);
    WholeServer.await(login.login(outcome.credential(), MessageListener.DEAF));
    WholeServer.await(
        login.login(
            new UnitCredential(unit.identity(), outcome.credential().clientId(), wrong),
            MessageListener.DEAF));
    whole.api.events(product, "unit-0002", 4);
  }

  private static List<String> told(
      WholeServer whole, String project, String product, String batch) {
    var paths =
        List.of(
            "/api/v1/projects",
            "/api/v1/projects/" + project,
            "/api/v1/projects/%s/products".formatted(project),
            "/api/v1/projects/%s/application-keys".formatted(project),
            "/api/v1/projects/%s/batches".formatted(project),
            "/api/v1/api-keys",
            "/api/v1/products/" + product,
            "/api/v1/products/%s/devices".formatted(product),
            "/api/v1/products/%s/devices/unit-0001".formatted(product),
            "/api/v1/products/%s/devices/unit-0001/events".formatted(product),
            "/api/v1/products/%s/devices/unit-0002".formatted(product),
            "/api/v1/products/%s/devices/unit-0002/events".formatted(product),
            "/api/v1/batches/" + batch,
            "/api/v1/events?product=" + product);
    var answers = new ArrayList<String>();
    paths.forEach(path -> answers.add(whole.api.get(path).toString()));
    answers.add(
        whole.api.sent("POST", "/api/v1/sign-in", Map.of("name", "admin", "password", "x")).body());
    return answers;
  }

  private void scanFiles() throws IOException {
    try (var files = Files.walk(data)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (var secret : secrets) {
          assertThat(text.contains(secret)).as("a secret in clear in %s", file).isFalse();
        }
      }
    }
  }

  /// Everything that is logged by anybody while it is open, at every level of ours.
  private static final class CapturedLog extends AppenderBase<ILoggingEvent>
      implements AutoCloseable {

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.mintmark");

    CapturedLog() {
      setContext(root.getLoggerContext());
      start();
      root.addAppender(this);
      ours.setLevel(Level.TRACE);
    }

    @Override
    protected void append(ILoggingEvent event) {
      var proxy = event.getThrowableProxy();
      lines.add(event.getFormattedMessage() + (proxy == null ? "" : " " + proxy.getMessage()));
    }

    @Override
    public void close() {
      root.detachAppender(this);
      ours.setLevel(null);
    }
  }
}
