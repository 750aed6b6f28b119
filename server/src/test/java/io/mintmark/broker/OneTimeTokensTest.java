package io.mintmark.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OneTimeTokensTest {

  private static final Duration LIFETIME = Duration.ofSeconds(10);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final OneTimeTokens tokens =
      new OneTimeTokens(new SecureRandom(), () -> now, LIFETIME, 3);

  @Test
  void aTokenIsGoodForItsClientAndTellsTheKind() {
    byte[] token = issue("a", ClientKind.APPLICATION);

    assertThat(tokens.redeem("a", token)).contains(ClientKind.APPLICATION);
  }

  @Test
  void aTokenIsGoodOnce() {
    byte[] token = issue("a", ClientKind.DEVICE);
    tokens.redeem("a", token);

    assertThat(tokens.redeem("a", token)).isEmpty();
  }

  @Test
  void aTokenShownByAnotherClientIsSpent() {
    byte[] token = issue("a", ClientKind.DEVICE);

    assertThat(tokens.redeem("b", token)).isEmpty();
    assertThat(tokens.redeem("a", token)).isEmpty();
  }

  @Test
  void aTokenWithOneWrongCharacterIsRefusedAndTheRightOneStaysGood() {
    byte[] token = issue("a", ClientKind.DEVICE);
    byte[] wrong = token.clone();
    wrong[42] = (byte) (wrong[42] == 'A' ? 'B' : 'A');

    assertThat(tokens.redeem("a", wrong)).isEmpty();
    assertThat(tokens.redeem("a", token)).contains(ClientKind.DEVICE);
  }

  @Test
  void bytesThatNeverWereATokenAreRefused() {
    byte[] token = issue("a", ClientKind.DEVICE);
    byte[] longer = new byte[token.length + 1];
    System.arraycopy(token, 0, longer, 0, token.length);

    assertThat(tokens.redeem("a", new byte[0])).isEmpty();
    assertThat(tokens.redeem("a", new byte[43])).isEmpty();
    assertThat(tokens.redeem("a", longer)).isEmpty();
  }

  @Test
  void twoTokensOfOneClientAreBothGood() {
    byte[] first = issue("a", ClientKind.DEVICE);
    byte[] second = issue("a", ClientKind.DEVICE);

    assertThat(tokens.redeem("a", second)).contains(ClientKind.DEVICE);
    assertThat(tokens.redeem("a", first)).contains(ClientKind.DEVICE);
  }

  @Test
  void aTokenIsGoodUntilItsTimeIsUp() {
    byte[] early = issue("a", ClientKind.DEVICE);
    byte[] late = issue("b", ClientKind.DEVICE);

    now = now.plus(LIFETIME).minusMillis(1);
    assertThat(tokens.redeem("a", early)).contains(ClientKind.DEVICE);
    now = now.plusMillis(1);
    assertThat(tokens.redeem("b", late)).isEmpty();
  }

  @Test
  void whenTooManyWaitTheNextIsDeniedAndTheWaitingOnesStayGood() {
    byte[] first = issue("a", ClientKind.DEVICE);
    issue("b", ClientKind.DEVICE);
    issue("c", ClientKind.DEVICE);

    assertThat(tokens.issue("d", ClientKind.DEVICE)).isEmpty();
    assertThat(tokens.redeem("a", first)).contains(ClientKind.DEVICE);
    assertThat(tokens.issue("d", ClientKind.DEVICE)).isPresent();
  }

  @Test
  void expiredTokensMakeRoom() {
    issue("a", ClientKind.DEVICE);
    issue("b", ClientKind.DEVICE);
    issue("c", ClientKind.DEVICE);
    now = now.plus(LIFETIME);

    assertThat(tokens.issue("d", ClientKind.DEVICE)).isPresent();
  }

  @Test
  void forgottenTokensAreRefused() {
    byte[] token = issue("a", ClientKind.DEVICE);
    tokens.forgetAll();

    assertThat(tokens.redeem("a", token)).isEmpty();
  }

  @Test
  void noTokenComesTwice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String token = tokens.issue("a", ClientKind.DEVICE).orElseThrow();
      tokens.redeem("a", token.getBytes(US_ASCII));
      assertThat(seen.add(token)).isTrue();
    }
  }

  private byte[] issue(String clientId, ClientKind kind) {
    return tokens.issue(clientId, kind).orElseThrow().getBytes(US_ASCII);
  }
}
